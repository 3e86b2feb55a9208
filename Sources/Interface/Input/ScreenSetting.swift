import Drawing
import Engine
import Lessons
import Scenes
import Spelling

/// A part of the screen with the option of `ravine play` that sets it, such as `--view relief`.
///
/// To add a setting: one value in `all`, and its option in `ScreenOptions` of the command line.
public struct ScreenSetting: Sendable {
  /// The name of the option, and of the setting in a command line after `:`.
  public let id: String
  /// The form of the value; empty for an option without a value.
  public let valueHint: String
  /// The words of a command line that belong to the value.
  let extent: SettingExtent
  /// The possible values, for completion.
  let completions: @Sendable () -> [String]
  /// The value as text; nil if a newly opened lesson has the same value.
  let value: @Sendable (AppState) -> String?
  /// Applies a value; returns an error message or nil.
  let apply: @Sendable (String, inout AppState) -> String?

  private init(
    _ id: String, _ valueHint: String, extent: SettingExtent = .word,
    completions: @escaping @Sendable () -> [String] = { [] },
    value: @escaping @Sendable (AppState) -> String?,
    apply: @escaping @Sendable (String, inout AppState) -> String?
  ) {
    self.id = id
    self.valueHint = valueHint
    self.extent = extent
    self.completions = completions
    self.value = value
    self.apply = apply
  }

  /// All settings, in the order in which an opened lesson takes them.
  public static let all: [ScreenSetting] = [
    clock, card, step, plane, center, split, view, whole, field, colorScale, overlays, trail, plot,
    hide,
    focus,
    parameter, orbit, follow, speed,
  ]

  private static let clock = choice(
    "clock", [("steps", TimeUnit.steps), ("evaluations", .evaluations)], \.playback.unit,
    initial: { _ in .steps }
  ) { state, unit in state.setTimeUnit(unit) }

  /// Omitted if the card is the last one up to the step.
  private static let card = ScreenSetting(
    "card", "the number of a card",
    value: { state in
      state.hasCardOfStep ? nil : "\(state.narration.entryIndex.map { $0 + 1 } ?? 0)"
    },
    apply: { text, state in
      let count = state.narration.schedule.entries.count
      guard let number = Int(text), 0...count ~= number else {
        return count == 0 ? "the lesson has no card" : "card must be from 0 to \(count)"
      }
      state.showCard(number - 1)
      return nil
    })

  /// Omitted for a lesson as it opens.
  private static let step = ScreenSetting(
    "step", "a step",
    value: { $0.isAtOpening ? nil : "\($0.playhead)" },
    apply: { text, state in
      guard let step = Int(text), 0...state.duration ~= step else {
        return "step must be from 0 to \(state.duration)"
      }
      state.showStep(step)
      return nil
    })

  private static let plane = ScreenSetting(
    "plane", PlaneChoice.kindTexts, extent: .text,
    completions: { PlaneChoice.kinds.map(\.text) },
    value: { state in
      let kind = state.problemView.choice.kind
      return !state.isOnProblem || kind == state.scenario.plane?.kind ? nil : kind?.text
    },
    apply: { text, state in
      guard state.isOnProblem else { return "plane needs a problem" }
      guard let kind = PlaneKind(text) else {
        return "plane must be \(PlaneChoice.kindTexts) such as w1,w2"
      }
      return state.choosePlane(PlaneChoice(kind, center: state.problemView.choice.center))
    })

  private static let center = ScreenSetting(
    "center", "run or run@step: an iterate at the origin of the plane",
    value: { state in
      let center = state.problemView.choice.center
      return !state.isOnProblem || center == state.scenario.plane?.center ? nil : center?.text
    },
    apply: { text, state in
      guard state.isOnProblem else { return "center needs a problem" }
      guard let center = PlaneChoice.Center(text) else { return "center takes run or run@step" }
      guard state.runIndex(center.run) != nil else { return state.unknownRun(center.run) }
      return state.choosePlane(PlaneChoice(state.problemView.choice.kind, center: center))
    })

  private static let split = ScreenSetting(
    "split", "a hyperparameter and 2 to 4 values, such as rho=0.05,0.1", extent: .text,
    completions: { ["eta", "rho"] },
    value: { state in
      state.split.map { split in
        "\(split.knob.id)=\(split.values.map(\.shortestText).joined(separator: ","))"
      }
    },
    apply: { text, state in state.startSplit(text) })

  /// A split or a second surface shows two maps, so another view is named then.
  private static let view = choice(
    "view", View.allCases.map { ($0.name, $0) }, \.view,
    initial: { $0.split == nil && $0.comparison == nil ? .map : .sideBySide }
  ) { state, view in state.show(view) }

  private static let whole = flag("whole", \.viewport.isMaximized)

  private static let field = choice(
    "field", Field.allCases.map { ($0.optionName, $0) }, \.layers.field, initial: { _ in .loss }
  ) { state, field in state.layers.select(field) }

  private static let colorScale = choice(
    "color-scale", HeatMap.Scale.allCases.map { ($0.rawValue, $0) }, \.layers.scale,
    initial: { _ in .log }
  ) { state, scale in state.layers.select(scale) }

  private static let overlays = ScreenSetting(
    "overlays", "a list of overlays or “none”",
    completions: { MapLayers.overlayNames + ["none"] },
    value: { state in
      guard state.layers.overlays != MapLayers().overlays else { return nil }
      let names = state.layers.overlays
      return names.isEmpty ? "none" : names.joined(separator: ",")
    },
    apply: { text, state in
      let names = text == "none" ? [] : text.split(separator: ",").map(String.init)
      if let unknown = names.first(where: { !MapLayers.overlayNames.contains($0) }) {
        return unknownName("overlay", unknown, MapLayers.overlayNames + ["none"])
      }
      state.showOverlays(names)
      return nil
    })

  private static let trail = choice(
    "trail", MapLayers.TrailLength.allCases.map { ($0.optionName, $0) },
    \.layers.trailLength, initial: { _ in .full }
  ) { state, length in state.layers.select(length) }

  private static let plot = ScreenSetting(
    "plot", "a quantity",
    completions: { PlottedQuantities.everywhere.map(\.rawValue) },
    value: { $0.viewport.plot == $0.scenario.plot ? nil : $0.viewport.plot?.rawValue },
    apply: { text, state in
      guard let plot = PlottedQuantity(rawValue: text) else {
        return unknownName("plot", text, PlottedQuantities.everywhere.map(\.rawValue))
      }
      state.viewport.plot = plot
      return nil
    })

  private static let hide = ScreenSetting(
    "hide", "a list of runs",
    value: { state in
      let hidden = state.selection.hiddenRuns.sorted().map { state.experiment.namedRuns[$0].name }
      return hidden.isEmpty ? nil : hidden.joined(separator: ",")
    },
    apply: { text, state in
      var runs: Set<Int> = []
      for name in text.split(separator: ",").map(String.init) {
        guard let run = state.runIndex(name) else { return state.unknownRun(name) }
        runs.insert(run)
      }
      state.selection.hide(runs)
      return nil
    })

  private static let focus = ScreenSetting(
    "focus", "a run or “all”",
    value: { state in state.selection.focusedRun.map { state.experiment.namedRuns[$0].name } },
    apply: { text, state in
      guard let run = state.runIndex(text) else {
        if text != "all" { return state.unknownRun(text) }
        state.selection.focus(on: nil)
        return nil
      }
      state.selection.focus(on: run)
      return nil
    })

  /// The parameter of an act may be selected without a key, so it is named then.
  private static let parameter = ScreenSetting(
    "parameter", "a parameter",
    value: { state in
      let initial = state.parameters.first { $0.knob.id == Knob.eta.id } ?? state.parameters.first
      let isInitial = state.selectedParameter == initial && state.narration.act == 0
      return isInitial ? nil : state.selectedParameter?.optionName
    },
    apply: { text, state in
      let parameters = state.parameters
      guard let parameter = parameters.first(where: { $0.optionName == text }) else {
        return unknownName("parameter", text, parameters.map(\.optionName))
      }
      state.selection.parameterID = parameter.id
      return nil
    })

  private static let orbit = ScreenSetting(
    "orbit", "yaw,pitch or yaw,pitch,zoom",
    value: { state in
      let orbit = state.camera.orbit
      guard orbit != Orbit() else { return nil }
      return [orbit.yaw, orbit.pitch, orbit.zoom].map(\.shortestText).joined(separator: ",")
    },
    apply: { text, state in
      let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
        .map { InputParser.number(String($0)) }
      let angles = numbers.compactMap(\.self)
      guard angles.count == numbers.count, 2...3 ~= angles.count,
        let orbit = Orbit(yaw: angles[0], pitch: angles[1], zoom: angles.count > 2 ? angles[2] : 1)
      else {
        return "orbit takes yaw,pitch,zoom with a pitch from 5 to 90 degrees and a zoom from "
          + "0.25 to 8"
      }
      state.camera.orbit = orbit
      return nil
    })

  private static let follow = flag("follow", \.camera.isFollowing)

  private static let speed = ScreenSetting(
    "speed", "a factor",
    value: { $0.playback.speed == 1 ? nil : $0.playback.speed.shortestText },
    apply: { text, state in
      guard let speed = InputParser.number(text), Playback.speeds.contains(speed) else {
        return "speed must be from 1/64 to 1024"
      }
      state.playback.setSpeed(speed)
      return nil
    })

  private static func choice<Value: Equatable & Sendable>(
    _ id: String, _ values: [(name: String, value: Value)],
    _ path: any KeyPath<AppState, Value> & Sendable,
    initial: @escaping @Sendable (AppState) -> Value,
    apply: @escaping @Sendable (inout AppState, Value) -> Void
  ) -> ScreenSetting {
    let names = values.map(\.name)
    return ScreenSetting(
      id, "one of \(names.joined(separator: ", "))", completions: { names },
      value: { state in
        let value = state[keyPath: path]
        return value == initial(state) ? nil : values.first { $0.value == value }?.name
      },
      apply: { text, state in
        guard let value = values.first(where: { $0.name == text })?.value else {
          return unknownName(id, text, names)
        }
        apply(&state, value)
        return nil
      })
  }

  private static func flag(
    _ id: String, _ path: any WritableKeyPath<AppState, Bool> & Sendable
  ) -> ScreenSetting {
    ScreenSetting(
      id, "", value: { $0[keyPath: path] ? "" : nil },
      apply: { _, state in
        state[keyPath: path] = true
        return nil
      })
  }

  private static func unknownName(_ kind: String, _ name: String, _ known: [String]) -> String {
    let isNumber = InputParser.number(name) != nil
    let hint = isNumber ? "; try one of \(known.joined(separator: ", "))" : nil
    return "there is no \(kind) “\(name)”\(hint ?? suggestion(name, from: known))"
  }
}

extension AppState {
  /// Returns the index of the run with a name.
  fileprivate func runIndex(_ name: String) -> Int? {
    experiment.namedRuns.firstIndex { $0.name == name }
  }

  fileprivate func unknownRun(_ name: String) -> String {
    "there is no run “\(name)”\(suggestion(name, from: experiment.namedRuns.map(\.name)))"
  }
}

extension Parameter {
  /// The name of the parameter on a command line; `surface.b` for a parameter of the surface.
  fileprivate var optionName: String { owner == .surface ? "surface.\(knob.id)" : knob.id }
}

extension Field {
  /// The name of the quantity on a command line.
  fileprivate var optionName: String {
    switch self {
    case .loss: "loss"
    case .sharpness: "sharpness"
    case .gradientNorm: "gradient"
    case .basins: "basins"
    }
  }
}

extension MapLayers.TrailLength {
  /// The number of steps on a command line.
  fileprivate var optionName: String { self == .full ? "all" : "\(rawValue)" }
}
