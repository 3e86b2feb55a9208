import Drawing
import Engine
import TestSupport
import Testing

@testable import Interface

@Suite struct `The basins of attraction` {
  private func himmelblau() throws -> Session {
    var session = try Session(rows: 24, columns: 80)
    try session.type(":")
    for key in "surface himmelblau optimizer gd:eta=0.01" { try session.press(.character(key)) }
    try session.press(.enter)
    try session.type("vv")
    return session
  }

  @Test func `are swept once, and again when the camera moves`() throws {
    var session = try himmelblau()
    #expect(session.effects == [])
    try session.type("v")
    let sweep = try #require(session.sweepGrids.basins.first?.sweep)
    #expect(session.effects == [.computeSweeps([sweep])])
    #expect((sweep.x.count, sweep.y.count) == (session.map.columns, 2 * session.map.rows))
    try session.type("zc")
    #expect(session.effects == [])
    try session.type("l")
    let other = try #require(session.sweepGrids.basins.first?.sweep)
    #expect(other != sweep && session.effects == [.computeSweeps([other])])
    // Late cells of the former sweep.
    try session.play(
      .sweepComputed(sweep, indices: [0], cells: try SweepPlan(sweep).cells([0]) ?? []))
    #expect(session.sweepGrids.basins.first?.computedCount == 0)
    try session.type("v")
    #expect(session.effects == [.computeSweeps([])])
    #expect(session.sweepGrids.basins.isEmpty)
  }

  @Test func `have the colours of their minima`() throws {
    var session = try himmelblau()
    try session.type("v")
    try session.state.completeSweeps()
    let sweep = try #require(session.sweepGrids.basins.first?.sweep)
    let minima = session.state.basinColoring.numberedMinima
    #expect(minima.map(\.number) == [1, 2, 3, 4])
    let levels = try #require(session.state.basinColoring.levels[0])
    for minimum in minima {
      let column = Int(sweep.x.position(minimum.point.x).rounded())
      let row = sweep.y.count - 1 - Int(sweep.y.position(minimum.point.y).rounded())
      #expect(
        levels[row * sweep.x.count + column] == BasinColoring.level(ofMinimum: minimum.number - 1))
    }
    #expect(session.state.basinColoring.legend.prefix(4).map(\.mark) == ["1", "2", "3", "4"])
    expectSnapshot(render(session.state), named: "basins-80x24")
    // A minimum keeps its number and its colour when the camera moves.
    let first = minima[0].point
    try session.type("lll")
    #expect(session.state.basinColoring.numberedMinima.first?.point == first)
  }

  @Test func `have a legend that counts the entries that do not fit`() throws {
    var session = try Session(rows: 24, columns: 80)
    try session.type(":")
    for key in "surface rastrigin optimizer gd:eta=0.005" {
      try session.press(.character(key))
    }
    try session.press(.enter)
    try session.type("vvv")
    try session.state.completeSweeps()
    #expect(session.state.basinColoring.legend.count == 35)
    #expect(Set(session.state.basinColoring.legend.map(\.mark)).count == 35)
    let legend = try #require(
      snapshotText(of: render(session.state)).split(separator: "\n").first {
        $0.contains(" more")
      })
    // Marks and the number of the others make up all entries.
    let words = legend.split(separator: "┘")[1].split(separator: " ")
    let more = try #require(words.firstIndex { $0.hasPrefix("+") })
    #expect(more + (Int(words[more].dropFirst()) ?? 0) == 35)
  }

  @Test func `appear once a search has found the minima`() throws {
    var state = try himmelblau().state
    func searches(_ effects: [Effect]) -> [BasinSearch?] {
      effects.compactMap { if case .searchMinima(let search) = $0 { search } else { nil } }
    }
    let first = searches(update(&state, .key(.character("v"))))
    let search = try #require(first.first ?? nil)
    #expect(first.count == 1)
    #expect(state.basinColoring.levels.isEmpty && state.basinColoring.numberedMinima.isEmpty)
    // The same search is not requested twice.
    #expect(searches(update(&state, .key(.character("c")))) == [])
    // The minima of the former search are ignored.
    let moved = try #require(searches(update(&state, .key(.character("l")))).first ?? nil)
    #expect(moved != search)
    let all = Basins(state.surface, in: search.frame)
    _ = update(&state, .minimaFound(search, all, isComplete: true))
    #expect(state.basinColoring.numberedMinima.isEmpty)
    try moved.refine { _ = update(&state, .minimaFound(moved, $0, isComplete: $1)) }
    #expect(state.basinColoring.numberedMinima.map(\.number) == [1, 2, 3, 4])
    // The next search starts from the known minima.
    let next = try #require(searches(update(&state, .key(.character("h")))).first ?? nil)
    #expect(next.known?.minima == state.basinColoring.numberedMinima.map(\.point))
    #expect(searches(update(&state, .key(.character("v")))) == [nil])
  }

  @Test func `of a valley are coloured by the sharpness of the last iterate`() throws {
    var session = try Session()
    try session.type("vvv")
    try session.state.completeSweeps()
    #expect(session.state.basinColoring.isValley)
    #expect(session.state.basinColoring.numberedMinima.count == 2)
    let words = session.state.basinColoring.legend.map(\.word)
    #expect(words.first?.hasPrefix("λ ") == true)
    #expect(session.state.basinColoring.title == "valley")
    // Panning along the valley does not accumulate manifolds.
    try session.type("jlljl")
    try session.state.completeSweeps()
    #expect((session.state.basinColoring.knownMinima?.minima.count ?? 0) <= 2)
  }

  @Test(arguments: [Display.Depth.mono, .eight, .indexed])
  func `have marks where the colours do not tell them apart`(_ depth: Display.Depth) throws {
    var session = try himmelblau()
    session.state.options.display.depth = depth
    try session.type("v")
    try session.state.completeSweeps()
    #expect(session.state.basinColoring.needsMarks(session.state.display))
    let rows = snapshotText(of: render(session.state)).split(separator: "\n").dropFirst(2).prefix(
      17
    )
    .map { $0.prefix(54) }
    for mark in "1234" {
      #expect(rows.joined().count { $0 == mark } > 5, "\(mark)")
    }
  }

  @Test func `are shown per run side by side`() throws {
    var session = try Session()
    try session.type("vvv2")
    try session.state.completeSweeps()
    #expect(session.sweepGrids.basins.map(\.run) == [0, 1, 2])
    let levels = session.state.basinColoring.levels
    #expect(levels[0] != levels[2])
    try session.type("1")
    try session.press(.tab, .tab, .tab)
    #expect(session.sweepGrids.basins.map(\.run) == [2])
  }

  @Test func `have distant colours for the first minima`() {
    let levels = (0..<24).map(BasinColoring.level(ofMinimum:))
    #expect(Set(levels).count == 24)
    #expect(Array(levels.prefix(4)) == [2, 14, 8, 20])
    #expect(levels.allSatisfy { $0 < BasinColoring.level(of: .cycle()) })
  }
}
