import CNcurses
import Drawing
import Glibc
import SafeText

/// The loaded terminfo entry, with more colours than it declares.
///
/// Many terminals display 24-bit colour under a type whose entry declares 256 colours, and entries
/// for direct colour are rarely installed. The entry is therefore recompiled (term(5), 32-bit
/// numbers) and passed to ncurses as `TERMINFO=b64:…`.
struct TerminfoOverride {
  private let bytes: [UInt8]

  /// Compiles the loaded entry with the colours of a depth.
  init(name: String, depth: Display.Depth) {
    let numbers = ["colors": depth.colors, "pairs": 1 << 16]
    let strings = depth == .direct ? Self.directColors : Self.indexedColors
    var entry = TerminfoEntry(names: name)
    entry.flags = Self.capabilityNames(terminfo_flag_name).map { terminfo_flag($0) }
    entry.numbers = Self.capabilityNames(terminfo_number_name).map {
      numbers[$0] ?? Int(terminfo_number($0))
    }
    entry.strings = Self.capabilityNames(terminfo_string_name).map { name in
      // Without initc and initp, ncurses cannot change the user's palette.
      if name == "initc" || name == "initp" { return nil }
      return strings[name].map { Array($0.utf8) } ?? terminfoString(name)
    }
    entry.extendedFlags = depth == .direct ? ["RGB"] : []
    bytes = entry.compiled()
  }

  /// Runs the body while ncurses finds this entry for TERM.
  func withOverride<Result>(_ body: () -> Result) -> Result {
    let original = environmentVariable("TERMINFO")
    setenv("TERMINFO", "b64:" + base64(bytes), 1)
    defer {
      if let original { setenv("TERMINFO", original, 1) } else { unsetenv("TERMINFO") }
    }
    return body()
  }

  private static func capabilityNames(_ name: (Int32) -> UnsafePointer<CChar>?) -> [String] {
    var names: [String] = []
    while let next = name(Int32(names.count)) { names.append(String(cString: next)) }
    return names
  }

  /// The capabilities for 24-bit colour; numbers below 8 select the palette.
  ///
  /// More terminals support semicolons as separators than the colons of the standard.
  private static let directColors = [
    "setaf": directColorCapability(basic: "3", extended: "38"),
    "setab": directColorCapability(basic: "4", extended: "48"),
    "op": "\u{1B}[39;49m",
  ]

  /// The capabilities for a palette.
  private static let indexedColors = [
    "setaf": indexedColorCapability(basic: "3", bright: "9", extended: "38"),
    "setab": indexedColorCapability(basic: "4", bright: "10", extended: "48"),
    "op": "\u{1B}[39;49m",
  ]

  private static func directColorCapability(basic: String, extended: String) -> String {
    "\u{1B}[%?%p1%{8}%<%t\(basic)%p1%d%e\(extended);2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;"
      + "%p1%{255}%&%d%;m"
  }

  private static func indexedColorCapability(
    basic: String, bright: String, extended: String
  ) -> String {
    "\u{1B}[%?%p1%{8}%<%t\(basic)%p1%d%e%p1%{16}%<%t\(bright)%p1%{8}%-%d%e\(extended);5;%p1%d%;m"
  }
}

/// Returns the bytes of a string capability of the loaded terminfo entry; nil if absent.
func terminfoString(_ name: String) -> [UInt8]? {
  terminfo_string(name).map { pointer in
    Array(UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
  }
}

/// An uncompiled terminfo entry.
struct TerminfoEntry {
  let names: String
  var flags: [Bool] = []
  /// The number capabilities; -1 if absent.
  var numbers: [Int] = []
  var strings: [[UInt8]?] = []
  var extendedFlags: [String] = []

  init(names: String) { self.names = names }

  /// Returns the entry in the format of term(5), with 32-bit numbers and an extended section.
  func compiled() -> [UInt8] {
    var table: [UInt8] = []
    var offsets: [Int] = []
    for string in strings {
      offsets.append(string == nil ? -1 : table.count)
      if let string { table += string + [0] }
    }
    let names = Array(names.utf8) + [0]
    var bytes: [UInt8] = []
    let magic32 = 0o1036
    for short in [magic32, names.count, flags.count, numbers.count, offsets.count, table.count] {
      bytes.append(short: short)
    }
    bytes += names
    bytes += flags.map { $0 ? 1 : 0 }
    bytes.alignToShort()
    for number in numbers { bytes.append(long: number) }
    for offset in offsets { bytes.append(short: offset) }
    bytes += table
    guard !extendedFlags.isEmpty else { return bytes }

    bytes.alignToShort()
    let extendedNames = extendedFlags.map { Array($0.utf8) + [0] }
    let size = extendedNames.reduce(0) { $0 + $1.count }
    for short in [extendedFlags.count, 0, 0, extendedFlags.count, size] {
      bytes.append(short: short)
    }
    bytes += extendedFlags.map { _ in 1 }
    bytes.alignToShort()
    var offset = 0
    for name in extendedNames {
      bytes.append(short: offset)
      offset += name.count
    }
    return bytes + extendedNames.joined()
  }
}

extension [UInt8] {
  fileprivate mutating func append(short value: Int) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
  }

  fileprivate mutating func append(long value: Int) {
    append(short: value)
    append(short: value >> 16)
  }

  fileprivate mutating func alignToShort() {
    if !count.isMultiple(of: 2) { append(0) }
  }
}
