"""SVG to PNG without a browser, by resvg: one small wheel, no system library, the machine's own fonts."""

from counterclaim.errors import UsageError


def png(svg: str, *, scale: float = 2) -> bytes:
    """Return an SVG as a PNG on white, `scale` pixels to a unit; UsageError where the renderer is not installed.

    >>> png('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>')[:4]
    b'\\x89PNG'
    """
    try:
        import resvg_py
    except ImportError as error:
        raise UsageError("PNG needs the package resvg-py: pip install resvg-py, or save as .svg") from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, background="#fff"))
