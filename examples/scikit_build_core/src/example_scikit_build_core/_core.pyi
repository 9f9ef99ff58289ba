class Point:
    """A point of the plane."""

    x: float
    y: float
    def __init__(self, x: float, y: float) -> None: ...
    def moved(self, dx: float, dy: float) -> Point:
        """Return the point moved by a vector."""

def distance(a: Point, b: Point) -> float:
    """Return the distance of two points."""
