import Drawing
import Engine
import Testing

@testable import Scenes

@Suite struct `The layers of a map` {
  /// Returns a scene of two runs, the first of which is focused.
  private func scene(_ surface: SurfaceChoice, start: Point<Double>) throws -> MapScene {
    let chosen = try Catalog.surface(surface)
    var scene = MapScene(of: chosen, over: chosen.info.frame)
    let field = SampledField(
      of: chosen, over: scene.region, columns: 8, rows: 8, scale: .log)
    scene.field = field
    scene.contours = field.heatMap.contours(.log, count: 3)
    scene.runs = try ["gd", "sam"].enumerated().map { index, id in
      let run = Run(
        surface: surface, optimizer: OptimizerChoice(id, knobs: ["eta": 0.1]), start: start,
        steps: 40)
      return MapScene.Run(
        index,
        PlottedRun(
          name: id, recording: try Catalog.record(run, on: chosen), color: UInt8(index),
          glyph: "●"), at: 30)
    }
    scene.focusedRun = 0
    scene.predictions = MapPredictions(
      of: scene.runs.map(\.plotted.recording), on: chosen, in: scene.region, near: start,
      theories: scene.runs.map { Theory($0.plotted.recording) })
    return scene
  }

  /// The name of a shape's case.
  private func name(_ shape: MapShape) -> String {
    switch shape {
    case .field: "field"
    case .contours: "contours"
    case .curve(_, let curve): "\(curve)"
    case .trail(let run, _): "trail \(run.index)"
    case .ascentStep: "ascent step"
    case .crossbar(_, let run, _): "crossbar \(run.index)"
    case .mark(_, let mark): "\(mark)"
    case .waypoint: "waypoint"
    case .iterates(let runs): "iterates \(runs.map { "\($0.index)" }.joined(separator: " "))"
    }
  }

  @Test func `have distinct names, and groups in order`() {
    let names = MapLayer.all.map(\.name)
    #expect(Set(names).count == names.count)
    let groups = MapLayer.all.map(\.group)
    for (before, after) in zip(groups, groups.dropFirst()) {
      #expect(before.rawValue <= after.rawValue)
    }
  }

  @Test func `give their shapes from the bottom to the top`() throws {
    let scene = try scene(.named("hyperbola"), start: Point(3, 0.34))
    #expect(
      scene.shapes(of: .figure).map(name) == [
        "field", "contours", "valley", "valley", "saddle", "trail 0", "trail 1", "prediction",
        "crossbar 0", "ascent step", "start", "iterates 1 0",
      ])
    #expect(
      scene.shapes(of: .screen).map(name) == [
        "field", "trail 0", "trail 1", "ascent step", "iterates 1 0",
      ])
  }

  @Test func `omit hidden layers, and the predictions of hidden runs`() throws {
    let scene = try scene(.named("hyperbola"), start: Point(3, 0.34))
    for layer in MapLayer.all {
      let without = scene.shapes(of: Set<MapLayer>.figure.subtracting([layer])).map(name)
      let alone = scene.shapes(of: [layer]).map(name)
      #expect(without.count + alone.count == scene.shapes(of: .figure).count)
    }
    #expect(
      scene.showing(only: [0]).shapes(of: [.predictions, .trails]).map(name) == [
        "trail 0", "crossbar 0",
      ])
  }

  @Test func `give the legend in the order of its symbols`() throws {
    let scene = try scene(.named("hyperbola"), start: Point(3, 0.34))
    #expect(
      scene.legend(of: .figure).map(\.text) == [
        "start", "valley of minima", "saddle", "ascent point w + ε", "predicted drift",
        "stability threshold of a run",
      ])
    #expect(scene.legend(of: [.trails]).isEmpty)
  }

  @Test func `limit a trail to its length`() throws {
    var scene = try scene(.named("quadratic"), start: Point(1, 1))
    scene.trailLength = 10
    guard case .trail(_, let steps) = try #require(scene.shapes(of: [.trails]).first) else {
      Issue.record("no trail")
      return
    }
    #expect(steps == 20...30)
  }
}
