import Engine
import Scenes
import Testing

@testable import Interface

@Suite struct `The predictions on the map` {
  @Test(arguments: ["hyperbola-drift", "valley-slide", "ring-roll", "lxy-frozen"])
  func `include a drift path for SAM only`(_ lesson: String) throws {
    var session = try Session(lesson)
    #expect(session.caches.predictions.map.driftPaths.isEmpty)
    try session.type("P")
    let sam = try #require(session.recordings.firstIndex { $0.optimizer.info.id == "sam" })
    #expect(session.caches.predictions.map.driftPaths.map(\.run) == [sam])
    #expect(session.message == nil)
    for point in try #require(session.caches.predictions.map.driftPaths.first).points {
      #expect(session.surface.gradient(point).norm < 1e-6, "\(point)")
    }
    try session.type("P")
    #expect(session.caches.predictions.map.driftPaths.isEmpty)
  }

  @Test(arguments: [
    ("quad-split", "curved too much"), ("saddle-trap", "saddle"),
    ("hallucination", "not on a 2-cycle"),
    ("sine-stall", "not on a 2-cycle"), ("dip-eviction", "not on a 2-cycle"),
  ])
  func `include no drift path but a reason where the prediction does not apply`(
    _ lesson: String, _ reason: String
  ) throws {
    var session = try Session(lesson)
    try session.type("P")
    #expect(session.caches.predictions.map.driftPaths.isEmpty)
    let message = try #require(session.message)
    #expect(message.contains("does not apply: ") && message.contains(reason), "\(message)")
  }

  @Test func `follow changes of hyperparameters and noise`() throws {
    var session = try Session("hyperbola-drift")
    try session.type("P")
    #expect(session.caches.predictions.map.driftPaths.count == 1)
    try session.type(":rho 3")
    try session.press(.enter)
    #expect(session.caches.predictions.map.driftPaths.isEmpty)
    try session.type("u")
    #expect(session.caches.predictions.map.driftPaths.count == 1)
    try session.type(":noise 0.1")
    try session.press(.enter)
    #expect(session.caches.predictions.map.driftPaths.isEmpty)
  }

  @Test func `mark the valley where the sharpness equals the stability threshold`() throws {
    var session = try Session("xy1-three-stops")
    try session.type("P")
    let runs = session.recordings
    let stops = session.caches.predictions.map.stopPoints
    // The point of GD, with λ = 40, lies outside the visible region.
    #expect(Set(stops.map { runs[$0.run].optimizer.info.id }) == ["usam"])
    for stop in stops {
      let threshold = 5 * (17.0.squareRoot() - 1)
      #expect(abs(session.surface.hessian(stop.point).maxEigenvalue / threshold - 1) < 1e-3)
      #expect(session.surface.gradient(stop.point).norm < 1e-6)
    }
  }

  @Test func `mark no point on a valley floor of constant sharpness`() throws {
    var session = try Session("quad-split")
    try session.type("P")
    #expect(
      !session.caches.predictions.map.valleyFloor.isEmpty
        && session.caches.predictions.map.stopPoints.isEmpty
    )
  }
}
