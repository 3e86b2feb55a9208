/// The images on a terminal with kitty's graphics protocol, after a stream of output.
public struct KittyScreen: Sendable {
  /// The images that the terminal has, with the number of base64 digits.
  public private(set) var images: [Int: Int] = [:]
  /// The placements by image and number: the command that shows each.
  public private(set) var placements: [[Int]: String] = [:]
  /// The commands that are invalid.
  public private(set) var errors: [String] = []
  private var upload: (id: Int, digits: Int)?

  /// Interprets a stream of output.
  public init(_ bytes: [UInt8] = []) { feed(bytes) }

  /// Interprets output; ignores everything but the graphics commands.
  public mutating func feed(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let start = rest.firstIndex(of: 0x1B) {
      rest = rest[(start + 1)...]
      guard rest.starts(with: Array("_G".utf8)) else { continue }
      let end = rest.firstIndex(of: 0x1B) ?? rest.endIndex
      let command = String(decoding: rest[..<end].dropFirst(2), as: UTF8.self)
      if !rest[end...].starts(with: [0x1B, UInt8(ascii: "\\")]) { errors.append("no end") }
      rest = rest[end...]
      apply(command)
    }
  }

  private mutating func apply(_ command: String) {
    let parts = command.split(separator: ";", maxSplits: 1)
    var keys: [Substring: Substring] = [:]
    for pair in (parts.first ?? "").split(separator: ",") {
      let sides = pair.split(separator: "=")
      keys[sides[0]] = sides.last
    }
    let digits = parts.count > 1 ? parts[1].count : 0
    if keys["q"] != "2", keys["a"] != "q" { errors.append("a reply is not suppressed") }
    if digits > 4096 || keys["m"] == "1" && digits % 4 != 0 { errors.append("chunk") }
    apply(keys, digits: digits, String(parts.first ?? ""))
  }

  private mutating func apply(_ keys: [Substring: Substring], digits: Int, _ text: String) {
    func number(_ key: Substring) -> Int { keys[key].flatMap { Int($0) } ?? 0 }
    switch keys["a"] {
    case "q": return
    case "t": upload = (number("i"), 0)
    case "p":
      if images[number("i")] == nil || !["-1", "-2"].contains(keys["z"]) { errors.append(text) }
      placements[[number("i"), number("p")]] = text
    case "d" where keys["d"] == "I":
      images[number("i")] = nil
      placements = placements.filter { $0.key[0] != number("i") }
    case "d" where keys["d"] == "i": placements[[number("i"), number("p")]] = nil
    case "d": (images, placements) = ([:], [:])
    default: if upload == nil && digits > 0 { errors.append(text) }
    }
    if digits > 0, let (id, count) = upload {
      upload = (id, count + digits)
      if number("m") == 0 {
        images[id] = count + digits
        upload = nil
      }
    }
  }
}
