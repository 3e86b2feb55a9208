import Drawing
import Engine
import Testing

@testable import Interface

@Suite struct `The camera` {
  @Test func `pans by tenths of the visible region`() throws {
    var session = try Session()
    let before = session.camera.region
    let tenth = before.x.length / 10
    try session.type("l")
    #expect(abs(session.camera.region.x.lowerBound - before.x.lowerBound - tenth) < 1e-12)
    #expect(abs(session.camera.region.x.length - before.x.length) < 1e-12)
    try session.type("10h")
    #expect(abs(session.camera.region.x.lowerBound - before.x.lowerBound + 9 * tenth) < 1e-12)
    try session.type("k")
    #expect(session.camera.region.y.lowerBound > before.y.lowerBound)
    try session.type("jj")
    #expect(session.camera.region.y.lowerBound < before.y.lowerBound)
    try session.type("0")
    #expect(session.camera.region == before)
  }

  @Test func `zooms about its centre by keys and by the wheel`() throws {
    var session = try Session()
    let before = session.camera.region
    try session.type("=")
    #expect(abs(session.camera.region.x.length * 1.25 - before.x.length) < 1e-12)
    #expect(abs(session.camera.region.x.middle - before.x.middle) < 1e-12)
    try session.type("--")
    #expect(session.camera.region.x.length > before.x.length)
    let wide = session.camera.region
    try session.play(.mouse(Mouse(.wheelUp, Position(row: 5, column: 5))))
    #expect(session.camera.region.x.length < wide.x.length)
    try session.play(.mouse(Mouse(.wheelDown, Position(row: 5, column: 5))))
    #expect(abs(session.camera.region.x.length - wide.x.length) < 1e-9)
  }

  @Test(arguments: ["=", "-", "h", "j", "k", "l", "9999999h", "9999999l", "9999999k", "-9999999j"])
  func `stays within bounds and shows a message there`(_ keys: String) throws {
    var session = try Session(rows: 12, columns: 40)
    let before = session.camera.region
    for _ in 0..<400 { try session.type(keys) }
    let camera = session.camera.region
    for range in [camera.x, camera.y] {
      #expect(range.lowerBound.isFinite && range.upperBound.isFinite && range.length > 0)
    }
    let last = session.camera.region
    try session.type(keys)
    #expect(session.camera.region != last || session.message != nil)
    _ = render(session.state)
    try session.type("0")
    #expect(session.camera.region == before)
  }

  @Test func `centres on the focused run`() throws {
    var session = try Session()
    try session.press(.tab)
    try session.type("20GF")
    let point = session.state.point(of: 0)
    #expect(abs(session.camera.region.x.middle - point.x) < 1e-9)
    #expect(abs(session.camera.region.y.middle - point.y) < 1e-9)
  }

  @Test func `follows the focused run near the border until the next F`() throws {
    var session = try Session()
    try session.press(.tab, .tab, .tab)
    try session.type("10G==========F")
    let first = session.camera.region
    try session.type("G")
    #expect(session.camera.region != first)
    let point = session.state.point(of: 2)
    #expect(session.camera.region.x.contains(point.x) && session.camera.region.y.contains(point.y))
    #expect(abs(session.camera.region.x.length - first.x.length) < 1e-12)
    let last = session.camera.region
    try session.type("F10G")
    #expect(session.camera.region == last)
  }

  @Test func `does not move while the followed run is well inside`() throws {
    var session = try Session()
    try session.press(.tab)
    try session.type("20GF")
    let before = session.camera.region
    try session.type("G")
    #expect(session.camera.region == before)
  }

  @Test func `pans by a mouse drag, which is not a click`() throws {
    var session = try Session()
    let (start, end) = (Position(row: 8, column: 20), Position(row: 11, column: 27))
    let map = session.map
    let pressed = try #require(Projection(session.camera.region, onto: map).point(at: start))
    try session.play(.mouse(Mouse(.press, start)))
    try session.play(.mouse(Mouse(.drag, Position(row: 9, column: 40))))
    try session.play(.mouse(Mouse(.drag, end)), .mouse(Mouse(.release, end)))
    let released = try #require(Projection(session.camera.region, onto: map).point(at: end))
    #expect((released - pressed).norm < 1e-12)
    #expect(!session.state.differsFromLesson)
    try session.play(.mouse(Mouse(.drag, start)))
    #expect(Projection(session.camera.region, onto: map).point(at: end) == released)
  }

  @Test func `rotates the relief by a mouse drag`() throws {
    var session = try Session()
    try session.type("5")
    let before = session.camera.orbit
    let rect = try #require(session.state.layout.relief)
    let start = Position(row: rect.row + 4, column: rect.column + 9)
    let end = Position(row: start.row, column: start.column + 5)
    try session.play(.mouse(Mouse(.press, start)), .mouse(Mouse(.drag, end)))
    #expect(session.camera.orbit.yaw == before.yaw - 15)
    try session.play(.mouse(Mouse(.release, end)))
    #expect(!session.state.differsFromLesson)
  }

  @Test func `does not follow a diverged run`() throws {
    var session = try Session("quad-split")
    let before = session.camera.region
    try session.press(.tab, .tab)
    try session.type("GF")
    #expect(session.camera.region == before)
    #expect(session.message != nil)
  }

  @Test func `resamples the map after every move`() throws {
    var session = try Session()
    for keys in ["l", "=", "F", "0", "z"] {
      let before = session.caches.field.levels
      try session.type(keys)
      #expect(session.caches.field.levels != before, "\(keys)")
    }
  }
}
