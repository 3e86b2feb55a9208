import Engine
import Testing

@testable import Interface

@Suite struct `What theory draws on the map` {
  @Test(arguments: ["hyperbola-drift", "valley-slide", "ring-roll", "lxy-frozen"])
  func `is SAM's way along the valley alone`(_ lesson: String) throws {
    var session = try Session(lesson)
    #expect(session.predictionOverlay.driftPaths.isEmpty)
    try session.type("P")
    let sam = try #require(session.recordings.firstIndex { $0.optimizer.info.id == "sam" })
    #expect(session.predictionOverlay.driftPaths.map(\.run) == [sam])
    #expect(session.message == nil)
    for point in try #require(session.predictionOverlay.driftPaths.first).points {
      #expect(session.surface.gradient(point).norm < 1e-6, "\(point)")
    }
    try session.type("P")
    #expect(session.predictionOverlay.driftPaths.isEmpty)
  }

  @Test(arguments: [
    ("quad-split", "curved too much"), ("saddle-trap", "saddle"), ("hallucination", "does not hum"),
    ("sine-stall", "does not hum"), ("dip-eviction", "does not hum"),
  ])
  func `is no way where the law does not hold, and why is said`(_ lesson: String, _ why: String)
    throws
  {
    var session = try Session(lesson)
    try session.type("P")
    #expect(session.predictionOverlay.driftPaths.isEmpty)
    let message = try #require(session.message)
    #expect(message.contains("does not apply: ") && message.contains(why), "\(message)")
  }

  @Test func `ends where the law does, as soon as a knob makes it so`() throws {
    var session = try Session("hyperbola-drift")
    try session.type("P")
    #expect(session.predictionOverlay.driftPaths.count == 1)
    try session.type(":rho 3")
    try session.press(.enter)
    #expect(session.predictionOverlay.driftPaths.isEmpty)
    try session.type("u")
    #expect(session.predictionOverlay.driftPaths.count == 1)
    try session.type(":noise 0.1")
    try session.press(.enter)
    #expect(session.predictionOverlay.driftPaths.isEmpty)
  }

  @Test func `are posts where the floor is as sharp as an optimizer can bear, but for SAM`() throws
  {
    var session = try Session("xy1-three-stops")
    try session.type("P")
    let runs = session.recordings
    let posts = session.predictionOverlay.stopPoints
    // GD's λ = 40 lies beyond the frame.
    #expect(Set(posts.map { runs[$0.run].optimizer.info.id }) == ["usam"])
    for post in posts {
      let edge = 5 * (17.0.squareRoot() - 1)
      #expect(abs(session.surface.hessian(post.point).maxEigenvalue / edge - 1) < 1e-3)
      #expect(session.surface.gradient(post.point).norm < 1e-6)
    }
  }

  @Test func `are no posts where no place on the floor is as sharp`() throws {
    var session = try Session("quad-split")
    try session.type("P")
    #expect(
      session.predictionOverlay.valleyFloor != nil && session.predictionOverlay.stopPoints.isEmpty)
  }
}
