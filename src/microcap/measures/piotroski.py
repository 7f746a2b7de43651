"""Piotroski's F: nine yes-or-no questions on profit, debt and efficiency."""

from microcap.measures import method


@method(reference="Piotroski 2000, J. Accounting Research 38 (supplement)")
def piotroski(  # noqa: PLR0913  the nine questions' numbers
    roa: float | None,
    roa_prev: float | None,
    cfo_to_assets: float | None,
    ltd_to_assets: float | None,
    ltd_to_assets_prev: float | None,
    current_ratio: float | None,
    current_ratio_prev: float | None,
    shares_issued: bool | None,
    gross_margin: float | None,
    gross_margin_prev: float | None,
    asset_turnover: float | None,
    asset_turnover_prev: float | None,
) -> int | None:
    """Piotroski F, 0 to 9: a point for each sign of strength; a tie scores none.

    Ratios as fractions; long-term debt over average assets. Designed for companies of high book
    to market. An unknown number gives null, never a lower score.
    """
    if shares_issued is None:
        return None
    risen = [
        (roa, 0.0),
        (cfo_to_assets, 0.0),
        (roa, roa_prev),
        (cfo_to_assets, roa),
        (ltd_to_assets_prev, ltd_to_assets),
        (current_ratio, current_ratio_prev),
        (gross_margin, gross_margin_prev),
        (asset_turnover, asset_turnover_prev),
    ]
    points = int(not shares_issued)
    for higher, lower in risen:
        if higher is None or lower is None:
            return None
        points += higher > lower
    return points
