/// The terminal modes after a stream of output.
public struct TerminalModeTrace: Sendable, Hashable {
  /// The private modes that are set at the end, such as 1049, the alternate screen.
  public private(set) var modes: Set<Int> = [cursorVisibleMode]
  /// The private modes that were set or reset.
  public private(set) var changedModes: Set<Int> = []
  /// Whether the keypad is in application mode.
  public private(set) var isKeypadInApplicationMode = false

  /// The private mode of the visible cursor.
  public static let cursorVisibleMode = 25
  /// The private mode of the alternate screen.
  public static let alternateScreenMode = 1049

  /// Interprets the mode changes in a stream of output.
  public init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let start = rest.firstIndex(of: 0x1B) {
      rest = rest[(start + 1)...]
      switch rest.first {
      case UInt8(ascii: "="): isKeypadInApplicationMode = true
      case UInt8(ascii: ">"): isKeypadInApplicationMode = false
      case UInt8(ascii: "["): applyPrivateMode(rest.dropFirst())
      default: break
      }
    }
  }

  private mutating func applyPrivateMode(_ sequence: ArraySlice<UInt8>) {
    guard sequence.first == UInt8(ascii: "?") else { return }
    let body = sequence.dropFirst()
    let digits = body.prefix { (0x30...0x3B).contains($0) }
    guard let final = body.dropFirst(digits.count).first else { return }
    for number in digits.split(separator: UInt8(ascii: ";")) {
      guard let mode = Int(String(decoding: number, as: UTF8.self)) else { continue }
      switch final {
      case UInt8(ascii: "h"): modes.insert(mode)
      case UInt8(ascii: "l"): modes.remove(mode)
      default: continue
      }
      changedModes.insert(mode)
    }
  }

  /// The modes that a program should have restored for the shell, sorted by name.
  public var leftovers: [String] {
    let unwanted: [Int: String] = [
      1: "application cursor keys", 47: "alternate screen", 1047: "alternate screen",
      1049: "alternate screen", 9: "mouse", 1000: "mouse", 1002: "mouse", 1003: "mouse",
      1005: "mouse", 1006: "mouse", 1015: "mouse", 1016: "mouse", 1004: "focus reports",
      2004: "bracketed paste", 2026: "synchronized output",
    ]
    var found = modes.compactMap { unwanted[$0] }
    if !modes.contains(Self.cursorVisibleMode) { found.append("hidden cursor") }
    if isKeypadInApplicationMode { found.append("application keypad") }
    if changedModes.contains(7), !modes.contains(7) { found.append("no automatic margins") }
    return Set(found).sorted()
  }
}
