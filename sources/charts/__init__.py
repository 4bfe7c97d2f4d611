"""Charts of the printed tables: plain figures in, geometry out; templates print it as SVG.

Nothing is drawn that is not a cell of the table, but for medians, which say so; and a cell without a
figure is shown as what is printed there.
"""

from .chosen import Chart, charts_of
from .figures import Figure, Measure, measures

__all__ = ["Chart", "Figure", "Measure", "charts_of", "measures"]
