"""The market model of an event study: what a return was beyond what the market explains.

Y is regressed on one or more market columns over the estimation window; the abnormal return of an
event day is what remains of it after the prediction. The prediction is itself uncertain, and the
errors of several days share that uncertainty: the covariance of the abnormal returns is
s2 (I + X0 (X'X)^-1 X0'), of which the textbook's formulas for one regressor are the diagonal and
the sum (Campbell, Lo & MacKinlay 1997, section 4.4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from microcap.measures import method
from microcap.model.errors import Contradiction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class MarketModel:
    """A market model as estimated: coefficients, residual deviation, and what forecasts need."""

    alpha: float
    """Per session."""
    slopes: "Floats"
    """A slope for each market column; their sum is the beta."""
    residual_deviation: float
    """Per session, with as many degrees of freedom as returns less coefficients."""
    returns_used: int
    inverse: "Floats"
    """(X'X)^-1, the intercept first."""

    @property
    def beta(self) -> float:
        """The sum of the slopes: the market's, and of Dimson's lead and lag where they are asked."""
        return float(self.slopes.sum())

    def abnormal(
        self, returns: "Floats", market: "Floats", spans: "Floats | None" = None
    ) -> tuple["Floats", "Floats"]:
        """Abnormal returns of some days and their covariance; `market` is (days, columns)."""
        import numpy as np

        long = np.ones(len(returns)) if spans is None else spans
        design = np.column_stack([long, market])
        expected = design @ np.concatenate([[self.alpha], self.slopes])
        covariance = self.residual_deviation**2 * (np.diag(long) + design @ self.inverse @ design.T)
        return returns - expected, covariance


def market_model(
    returns: "Floats", market: "Floats", spans: "Floats | None" = None
) -> MarketModel | None:
    """Least squares of returns (T) on market columns (T, k); null where they cannot be told apart.

    `spans` is how many sessions each return stretches over, one where it is not given: intercept
    and variance grow with it, and the squares are weighted by its inverse (Maynes & Rumsey 1993).
    Null too where the market or the residuals do not move, since nothing could be tested then.
    """
    import numpy as np

    columns = market.reshape(len(returns), -1)
    count = columns.shape[1] + 1
    if len(returns) <= count:
        return None
    long = np.ones(len(returns)) if spans is None else spans
    weight = 1 / np.sqrt(long)
    design = np.column_stack([long, columns]) * weight[:, None]
    width = np.sqrt((design**2).sum(axis=0))
    if not (width > 1e-12).all():
        return None
    scaled = design / width
    gram = scaled.T @ scaled
    if np.linalg.cond(gram) > 1e10:
        return None
    inverse = np.linalg.inv(gram) / np.outer(width, width)
    coefficients = inverse @ (design.T @ (returns * weight))
    residuals = returns * weight - design @ coefficients
    deviation = float(np.sqrt((residuals**2).sum() / (len(returns) - count)))
    if deviation <= 1e-12:
        return None
    return MarketModel(float(coefficients[0]), coefficients[1:], deviation, len(returns), inverse)


@method(reference="MacKinlay 1997, J. Economic Literature 35; Campbell, Lo & MacKinlay 1997, ch. 4")
def event_study(
    estimation_market: Sequence[float],
    estimation_stock: Sequence[float],
    event_market: Sequence[float],
    event_stock: Sequence[float],
) -> dict[str, float]:
    """Abnormal returns of one event by the market model, with the full forecast covariance.

    Returns are fractions; the first event day is day 0. `t_CAR_simple` is the short cut that
    forgets the uncertainty of the estimates and their common part; it is too large.
    """
    import numpy as np

    if len(estimation_market) != len(estimation_stock) or len(event_market) != len(event_stock):
        raise Contradiction(
            f"event_study was given {len(estimation_stock)} and {len(event_stock)} returns of the "
            f"stock and {len(estimation_market)} and {len(event_market)} of the market; give one of "
            "the market for each of the stock"
        )
    if not event_stock:
        raise Contradiction("event_study was given no event day; give at least one")
    model = market_model(np.asarray(estimation_stock, float), np.asarray(estimation_market, float))
    if model is None:
        raise Contradiction(
            "event_study: the estimation window has fewer than three returns, or the market or what "
            "it leaves unexplained does not move; give a longer one"
        )
    abnormal, covariance = model.abnormal(
        np.asarray(event_stock, float), np.asarray(event_market, float)
    )
    total = float(abnormal.sum())
    error = float(np.sqrt(covariance.sum()))
    return {
        "alpha": model.alpha,
        "beta": model.beta,
        "resid_sd": model.residual_deviation,
        "AR0": float(abnormal[0]),
        "CAR": total,
        "t_AR0": float(abnormal[0] / np.sqrt(covariance[0, 0])),
        "se_CAR_full": error,
        "t_CAR_full": total / error,
        "t_CAR_simple": total / (model.residual_deviation * float(np.sqrt(len(event_stock)))),
    }
