import Engine
import Glibc
import Testing

/// The recordings of a scenario by the reference's names of its runs.
private struct Runs {
  let scenario: ReferenceScenario

  subscript(_ name: String) -> Recording {
    get throws { try #require(try scenario.recording(name)) }
  }

  /// Records a run of the scenario on another surface.
  func on(_ surface: String, set: [String: Double] = [:], _ name: String) throws -> Recording {
    let optimizer = try #require(scenario.optimizerChoice(name))
    return try Catalog.record(
      Run(
        surface: .named(surface, knobs: set), optimizer: optimizer, start: scenario.start,
        steps: scenario.steps))
  }
}

extension Recording {
  fileprivate var end: Row { row(at: lastStep) }

  /// The first step whose iterate satisfies a predicate, or NaN.
  fileprivate func firstStep(where predicate: (Point<Double>) -> Bool) -> Double {
    trajectory.points.firstIndex(where: predicate).map(Double.init) ?? .nan
  }

  /// The first step whose iterate has a larger norm, or NaN.
  fileprivate func firstStep(beyond norm: Double) -> Double { firstStep { $0.norm > norm } }

  /// The imbalance ½(x² − y²) at a step.
  fileprivate func balance(at step: Int) -> Double {
    let p = trajectory.points[step]
    return 0.5 * (p.x * p.x - p.y * p.y)
  }

  fileprivate func angle(at step: Int) -> Double {
    let p = trajectory.points[step]
    return Glibc.atan2(p.y, p.x)
  }
}

private typealias Measurement = @Sendable (Runs) throws -> Double

/// The measurements of each scenario's observables, in the order of catalog.json.
private let measurements: [String: [Measurement]] = [
  "quad-split": [
    { try $0["GD"].end.point.norm }, { try $0["USAM"].firstStep(beyond: 1e3) },
    { try abs($0["SAM"].end.point.y) }, { try abs($0["SAM"].end.point.x) },
  ],
  "quad-rho-ladder": [
    { try abs($0["SAM.1"].end.point.y) }, { try abs($0["SAM1"].end.point.y) },
    { try abs($0["SAM10"].end.point.y) },
  ],
  "cycle-direction": [
    { try $0["SAM"].end.point.norm },
    { runs in
      let p = try runs["SAM"].end.point
      return abs(p.dot(Point(-0.5, 3.0.squareRoot() / 2))) / p.norm
    },
    { runs in
      let run = try runs["SAM"]
      return (run.end.point + run.row(at: run.lastStep - 1).point).norm
    },
    { try $0["SAM"].end.stabilityThreshold }, { try $0["USAM"].firstStep(beyond: 1e3) },
  ],
  "sc-floor": [
    { try $0["SAM"].end.loss },
    { runs in
      let golden = try #require(runs.scenario.golden["SAM"])
      return golden.eta * 1000 * golden.rho * golden.rho / (2 * (2 - golden.eta * 10))
    },
  ],
  "sc-floor-broken": [
    { runs in
      // ηβ³ρ² ÷ (2α(2 − ηβ)) with α = β = 10.
      try runs["SAM"].end.loss / (0.15 * 1000 / (2 * 10 * (2 - 0.15 * 10)))
    }
  ],
  "unified-dial": [
    { try $0["mu=0"].firstStep(beyond: 1e3) }, { try $0["mu=.5"].end.point.norm },
    { try $0["mu=1"].end.point.norm },
  ],
  "ssam-exact": [{ try $0["SAM"].end.point.norm }, { try $0["SSAM"].end.point.norm }],
  "lxy-race": [
    { try square($0["GD"].end.point.y) }, { try square($0["USAM"].end.point.y) },
    { try square($0["SAM"].row(at: 100).point.y) }, { try square($0["SAM"].end.point.y) },
  ],
  "lxy-gap": [
    { try square($0["GD"].end.point.y) }, { try square($0["GD"].end.point.y) },
    { try square($0["USAM"].end.point.y) },
  ],
  "lxy-frozen": [
    { try $0["GD"].end.point.y }, { try $0["USAM"].end.point.y },
    { try $0["SAM"].row(at: 500).point.y }, { try $0["SAM"].end.point.y },
  ],
  "hyperbola-drift": [
    { try $0["GD"].balance(at: 1000) - $0["GD"].balance(at: 0) },
    { try $0["USAM"].balance(at: 1000) - $0["USAM"].balance(at: 0) },
    { try $0["GD"].end.sharpness }, { try $0["SAM"].balance(at: 500) },
    { try $0["SAM"].end.sharpness },
  ],
  "xy1-three-stops": [
    { try $0["GD"].end.sharpness }, { try $0["USAM"].end.sharpness },
    { try $0["SAM"].end.sharpness },
  ],
  "xy1-usam-blowup": [
    { try $0["USAM"].firstStep(beyond: 1e3) }, { try $0["SAM"].end.sharpness },
    { try $0["GD"].end.sharpness },
  ],
  "gd-catapult": [
    { try $0["GD"].end.sharpness }, { try $0["GD"].end.sharpness },
    { try $0["GDsmall"].end.sharpness },
  ],
  "valley-slide": [
    { try $0["GD"].end.point.x }, { try $0["USAM"].end.point.x },
    { try $0["SAM"].row(at: 200).point.x }, { try $0["SAM"].end.point.x },
  ],
  "ring-roll": [
    { try $0["GD"].angle(at: 2000) }, { try $0["USAM"].angle(at: 2000) },
    { try $0["SAM"].angle(at: 500) }, { try $0["SAM"].angle(at: 2000) },
  ],
  "ravine-cross": [
    { try $0["GD"].end.point.x }, { try $0["USAM"].end.point.x },
    { try $0["SAM"].firstStep { $0.x > 0.5 } }, { try $0["SAM"].end.point.x },
  ],
  "ravine-blocked": [{ try $0["SAM"].end.point.x }],
  "overparam": [0, 0.1, 1].map { mu in
    { runs in
      let sam = try runs.on("overparam", set: ["mu": mu], "SAM").end.sharpness
      return try sam / runs.on("overparam", set: ["mu": mu], "GD").end.sharpness
    }
  },
  "asam-radial": ["SAM", "ASAM"].map { name in
    { try Glibc.log($0[name].balance(at: 0) / $0[name].balance(at: 1000)) }
  },
  "samon-one-axis": [
    { try $0["SAM"].end.sharpness }, { try $0["x-only"].end.sharpness },
    { try $0["x-only"].end.hessian.xx },
  ],
  "saddle-trap": [
    { try $0["GD"].firstStep { abs($0.y) > 1 } }, { try abs($0["SAM"].end.point.y) },
    { try abs($0["SAM"].end.point.x) }, { try abs($0["USAM.3"].end.point.y) },
    { try abs($0["USAM.6"].end.point.y) }, { try $0["SSAM"].end.point.norm },
  ],
  "doublewell-saddle": [
    { try $0["GD"].end.point.x }, { try $0["SAM.05"].end.point.x },
    { try abs($0["SAM.5"].end.point.x) }, { try abs($0["SAM.5"].end.point.y) },
  ],
  "hallucination": [
    { try $0["SAM"].end.point.x }, { try $0["SAM"].end.gradientNorm },
    { try $0["SAM"].surface.gradient($0["SAM"].end.ascentPoint).norm },
  ],
  "dip-eviction": ["GD", "SAM"].map { name in
    { runs in
      let run = try runs[name]
      let dip = try #require(run.surface.landmarks.minima.min { $0.x < $1.x })
      return (run.end.point - dip).norm
    }
  },
  "sine-stall": [
    { try $0["GD"].end.gradientNorm }, { try $0["SAM"].end.gradientNorm },
    { try $0["SAM"].end.point.x },
  ],
  "beale-saddle": [
    { try $0["GD"].end.loss }, { try $0["SAM"].end.loss },
    { try ($0["SAM"].end.point - Point(0, 1)).norm },
  ],
  "rosenbrock-bias": [
    { try ($0["GD"].end.point - Point(1, 1)).norm },
    { try 0.5 * ($0["SAM"].end.point.x + $0["SAM"].row(at: 19_999).point.x) },
  ],
  "dyt-outlier": [
    { try $0["GD"].end.loss }, { try $0["GD"].end.sharpness },
    { try $0.on("half-hyperbola", "GD").firstStep(beyond: 1e3) },
  ],
]

private func square(_ x: Double) -> Double { x * x }

@Suite struct `Observables` {
  @Test func `of the catalog satisfy their claims and equal the reference`() throws {
    var tally = Tally()
    for scenario in ReferenceScenario.all {
      let runs = Runs(scenario: scenario)
      let hasOptimizers = scenario.golden.keys.allSatisfy { scenario.optimizerChoice($0) != nil }
      let surfaces = Set(Catalog.surfaces.map(\.info.id))
      guard scenario.surfaceChoice != nil, hasOptimizers,
        scenario.id != "overparam" || surfaces.contains("overparam")
      else {
        tally.skip("without a surface or optimizer", scenario.observables.count)
        continue
      }
      let measurements = try #require(measurements[scenario.id])
      try #require(measurements.count == scenario.observables.count, "\(scenario.id)")
      for (measurement, observable) in zip(measurements, scenario.observables) {
        let measured = try measurement(runs)
        let holds = observable.accepts(measured)
        // Values that are zero up to rounding, or chaotic, must satisfy only the claim.
        let same =
          abs(observable.value) < 1e-8
          || (scenario.id == "beale-saddle" && observable.name.hasPrefix("SAM"))
          || abs(measured - observable.value) <= 1e-8 * abs(observable.value)
        tally.count(holds && same)
        #expect(holds, "\(scenario.id): \(observable.name) is \(measured)")
        #expect(same, "\(scenario.id): \(observable.name) is \(measured), not \(observable.value)")
      }
    }
    print(tally.summary("observables"))
    #expect(tally.total == 92)
  }
}
