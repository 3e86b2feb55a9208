import Drawing
import Testing

@testable import TerminalShell

@Suite struct `A reduced frame` {
  private func levels(_ count: Int) -> [UInt8] {
    var canvas = Canvas(Size(rows: 1, columns: 32))
    for level in 0..<32 { canvas[0, level] = Cell(" ", Ink(on: .level(UInt8(level)))) }
    return canvas.quantized(count).cells.compactMap {
      if case .level(let level) = $0.ink.background { level } else { nil }
    }
  }

  @Test(arguments: LevelReduction.levelCounts)
  func `has evenly spaced levels, each close to the original`(count: Int) {
    let levels = levels(count)
    #expect(levels.count == 32)
    #expect(Set(levels).count == count)
    #expect(levels == levels.sorted())
    #expect((levels.first, levels.last) == (0, 31))
    let maxError = (31 + 2 * count - 3) / (2 * count - 2)
    #expect(levels.enumerated().allSatisfy { abs($0.offset - Int($0.element)) <= maxError })
  }

  @Test func `keeps everything except the levels`() {
    var canvas = Canvas(Size(rows: 1, columns: 4))
    canvas[0, 0] = Cell("●", Ink(.run(3), on: .level(2), bold: true))
    canvas[0, 1] = Cell("x", Ink(.warning, reverse: true))
    canvas[0, 2] = Cell("▀", Ink(.level(1), on: .level(31)))
    canvas[0, 3] = Cell("▀", Ink(.level(0), on: .level(1)))
    let reduced = canvas.quantized(8)
    #expect(reduced[0, 0] == Cell("●", Ink(.run(3), on: .level(0), bold: true)))
    #expect(reduced[0, 1] == canvas[0, 1])
    #expect(reduced[0, 2] == Cell("▀", Ink(.level(0), on: .level(31))))
    #expect(reduced[0, 3] == Cell(" ", Ink(on: .level(0))))
  }

  @Test(arguments: LevelReduction.partCounts)
  func `becomes exact part by part`(parts: Int) {
    var exact = Canvas(Size(rows: 11, columns: 3))
    for row in 2..<11 { exact[row, row % 3] = Cell("x") }
    exact.cursor = Position(row: 1, column: 1)
    var canvas = Canvas(exact.size)
    var rounds = 0
    while canvas != exact, rounds < 20 {
      let next = canvas.refined(to: exact, parts: parts)
      #expect(zip(next.cells, canvas.cells).count { $0 != $1 } <= (11 + parts - 1) / parts)
      canvas = next
      rounds += 1
    }
    #expect(canvas == exact)
    #expect(rounds <= parts)
  }
}
