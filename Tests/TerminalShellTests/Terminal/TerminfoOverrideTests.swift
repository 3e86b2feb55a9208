import Testing

@testable import TerminalShell

@Suite struct `A compiled terminfo entry` {
  @Test func `has the format of term(5)`() {
    var entry = TerminfoEntry(names: "ab")
    entry.flags = [true, false]
    entry.numbers = [-1, 1 << 24]
    entry.strings = [nil, Array("x".utf8), Array("yz".utf8)]
    entry.extendedFlags = ["RGB"]
    let header: [UInt8] = [0x1E, 0x02, 3, 0, 2, 0, 2, 0, 3, 0, 5, 0]
    let names = Array("ab\0".utf8)
    let flags: [UInt8] = [1, 0, 0]
    let numbers: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 1]
    let offsets: [UInt8] = [0xFF, 0xFF, 0, 0, 2, 0]
    let strings = Array("x\0yz\0\0".utf8)
    let extended: [UInt8] = [1, 0, 0, 0, 0, 0, 1, 0, 4, 0, 1, 0, 0, 0]
    let parts = [header, names, flags, numbers, offsets, strings, extended, Array("RGB\0".utf8)]
    #expect(entry.compiled() == Array(parts.joined()))
  }

  @Test func `has strings without padding`() {
    #expect(withoutPadding(Array("\u{1B}[m$<2>a$<5/*>$b$<".utf8)) == Array("\u{1B}[ma$b$<".utf8))
  }
}
