import Engine
import Lessons

extension Command {
  static let nextPlane = Command(
    "next-plane", "next plane of a problem: principal components, three points … a line",
    .view, [.character("V")],
    changing: { state, _ in
      guard state.isOnProblem else {
        state.message = "a surface has no other plane; a problem has"
        return
      }
      let kinds = PlaneChoice.kinds
      let suitable = state.surface.projection?.problem.standardPlaneKind
      let current = (state.problemView.choice.kind ?? suitable).flatMap(kinds.firstIndex)
      let next = kinds[((current ?? -1) + 1) % kinds.count]
      _ = state.choosePlane(PlaneChoice(next, center: state.problemView.choice.center))
      state.message = "plane: \(next.meaning)"
    })

  static let recenterPlane = Command(
    "recenter", "centre the plane of a problem at the focused run's iterate, where it is exact",
    .view, [.character("X")],
    changing: { state, _ in
      guard state.isOnProblem else {
        state.message = "only the plane of a problem has a centre"
        return
      }
      let run = state.focusedRuns.first ?? 0
      let step = state.step(of: run)
      let center = PlaneChoice.Center(run: state.experiment.namedRuns[run].name, step: step)
      let isCentered = state.problemView.choice.center == center
      let choice = PlaneChoice(state.problemView.choice.kind, center: isCentered ? nil : center)
      _ = state.choosePlane(choice)
      state.message =
        isCentered
        ? "the plane has its own origin"
        : "the plane goes through \(state.title(of: run)) at step \(step)"
    })
}

extension AppState {
  /// Chooses a plane, or the same plane for the present runs; returns an error message or nil.
  mutating func choosePlane(_ choice: PlaneChoice) -> String? {
    if case .parameters(let a, let b) = choice.kind, let problem = surface.projection?.problem {
      do throws(EngineError) { _ = try problem.parameters(a, b) } catch { return "\(error)" }
    }
    problemView.choice = choice
    problemView.generation += 1
    return nil
  }
}
