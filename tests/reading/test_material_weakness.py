"""Weak controls over the company's own reports; every company here is invented."""

import pytest

from microcap.reading.material_weakness import material_weaknesses
from reading.cases import details, page

IDENTIFIED = [
    "In connection with the audit of our 2008 statements, our auditors identified a material "
    "weakness in our internal control over financial reporting.",
    "Management concluded that our internal control over financial reporting was not effective as "
    "of December 31, 2014 because of the material weaknesses described below.",
    "The following material weaknesses were identified: lack of a functioning audit committee and "
    "lack of segregation of duties.",
    "Our disclosure controls were not effective due to a material weakness in the closing process.",
    "Birchgrove LLP advised the audit committee of reportable conditions that it considered to be "
    "material weaknesses in our internal controls.",
    "We have identified material weaknesses in our internal controls which, if not remediated, "
    "could result in material misstatements.",
]
REMEDIATED = [
    "We believe that the material weakness reported in our 2017 annual report has been remediated "
    "as of December 31, 2018.",
    "Management has completed the remediation of the material weakness over revenue recognition.",
]
SILENT = [
    "A material weakness is a deficiency, or a combination of deficiencies, in internal control "
    "over financial reporting.",
    "Management did not identify any material weaknesses in internal control.",
    "If we identify a material weakness in the future, investors could lose confidence in us.",
    "Our audit included assessing the risk that a material weakness exists.",
    "There were no significant deficiencies or material weaknesses, and therefore no corrective "
    "actions were taken.",
    "We cannot assure you that we will not discover material weaknesses in our internal controls.",
    "All significant deficiencies and material weaknesses in the design or operation of internal "
    "control which are reasonably likely to adversely affect the registrant.",
]


@pytest.mark.parametrize("text", IDENTIFIED)
def test_a_weakness_of_ones_own_is_identified(text: str) -> None:
    assert details(material_weaknesses, text) == {"identified"}


@pytest.mark.parametrize("text", REMEDIATED)
def test_a_weakness_that_was_mended_is_remediated(text: str) -> None:
    assert details(material_weaknesses, text) == {"remediated"}


@pytest.mark.parametrize("text", SILENT)
def test_a_definition_or_a_risk_is_silent(text: str) -> None:
    assert details(material_weaknesses, text) == set()


def test_the_item_is_told() -> None:
    text = "Item 9A. Controls and Procedures\n\n" + IDENTIFIED[0]
    (found,) = material_weaknesses(page(text))
    assert found.says["where"] == "controls"
