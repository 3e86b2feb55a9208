import Drawing
import Testing

@testable import Interface

@Suite struct `Pictures on the screen` {
  private func session(_ keys: String, supportsPictures: Bool = true) throws -> Session {
    var session = try Session()
    try session.play(.picturesSupported(supportsPictures))
    try session.type(keys)
    try session.play(.idled)
    return session
  }

  @Test(arguments: [
    ("300G", 1), ("300G2", 3), ("3", 0), ("4", 1), ("5", 1), ("6", 1), ("300Gi", 1), ("O", 1),
    ("vvv", 1),
  ])
  func `leave the cells as they are`(_ keys: String, _ count: Int) throws {
    let plain = render(try session(keys, supportsPictures: false).state)
    var canvas = render(try session(keys).state)
    #expect(plain.pictures.isEmpty && canvas.pictures.count == count)
    _ = canvas.removePictures()
    #expect(canvas == plain)
  }

  @Test func `are equal until their content changes`() throws {
    var session = try session("300G")
    let before = render(session.state).pictures.map(\.content)
    try session.play(.key(.right), .ticked(frames: 3))
    #expect(render(session.state).pictures.map(\.content) == before)
    try session.type("=")
    #expect(render(session.state).pictures.map(\.content) != before)
  }

  @Test func `of a relief change with the viewpoint`() throws {
    var session = try session("5")
    let before = render(session.state).pictures.map(\.content)
    try session.play(.resized(session.size))
    #expect(render(session.state).pictures.map(\.content) == before)
    session.state.camera.orbit.rotate(yaw: 5, pitch: 0)
    session.state.prepare()
    #expect(render(session.state).pictures.map(\.content) != before)
  }

  @Test(arguments: ["O", "o", "?"])
  func `are covered by a dialog`(_ keys: String) throws {
    let picture = try #require(render(try session(keys).state).pictures.first)
    let cells = picture.visibleRects.reduce(0) { $0 + $1.rows * $1.columns }
    #expect(cells < picture.rect.rows * picture.rect.columns)
  }

  @Test(arguments: [
    Display(depth: .sixteen), Display(depth: .mono), Display(glyphs: .ascii),
  ])
  func `need 256 colours and Unicode`(_ display: Display) throws {
    var session = try Session(display: display)
    try session.play(.picturesSupported(true))
    #expect(render(session.state).pictures.isEmpty)
  }
}
