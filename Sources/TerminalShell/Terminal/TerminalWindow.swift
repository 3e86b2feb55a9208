public import Drawing
import Glibc

/// The size of the terminal's window.
struct TerminalWindow: Sendable, Hashable {
  var size: Size
  /// The size of a cell; nil if the terminal reports no pixels.
  var cellSize: PixelSize?
}

/// Returns the size of the terminal on standard output; 24 rows by 80 columns if unknown.
public func terminalSize() -> Size { windowSize() ?? Size(rows: 24, columns: 80) }

/// Returns the size of the terminal on standard output; nil if unknown.
///
/// A larger terminal than `maxScreenSize` shows a screen of that size in its upper left corner.
func windowSize() -> Size? {
  var window = winsize()
  guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0
  else { return nil }
  return Size(
    rows: min(Int(window.ws_row), maxScreenSize.rows),
    columns: min(Int(window.ws_col), maxScreenSize.columns))
}

/// Returns the size of the terminal on standard output with that of its cells; nil if unknown.
func terminalWindow() -> TerminalWindow? {
  var window = winsize()
  guard let size = windowSize(), ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 else {
    return nil
  }
  let pixels = PixelSize(width: Int(window.ws_xpixel), height: Int(window.ws_ypixel))
  return TerminalWindow(
    size: size,
    cellSize: pixels.divided(rows: Int(window.ws_row), columns: Int(window.ws_col)))
}

/// The largest screen, which is larger than any display.
///
/// A terminal may report up to 65535 rows and columns, whose cells would not fit into memory.
let maxScreenSize = Size(rows: 1000, columns: 2000)
