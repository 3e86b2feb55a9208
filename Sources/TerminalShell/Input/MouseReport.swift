import Drawing
import Interface

/// Decodes a mouse report; nil for other buttons than the left one and the wheel.
func decodeMouse(code: Int, column: Int, row: Int, isRelease: Bool) -> Input? {
  let position = Position(row: row - 1, column: column - 1)
  guard position.row >= 0, position.column >= 0 else { return nil }
  let isMotion = code & 32 != 0
  let action: Mouse.Action? =
    switch code & ~(4 | 8 | 16 | 32) {
    case 64: .wheelUp
    case 65: .wheelDown
    case 0: isRelease ? .release : isMotion ? .drag : .press
    case 3 where isRelease && !isMotion: .release
    default: nil
    }
  return action.map { .mouse(Mouse($0, position)) }
}
