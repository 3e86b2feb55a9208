import Engine
import Lessons

extension AppState {
  /// Whether the state plays a lesson, whose text describes its settings.
  ///
  /// False for an experiment of command line options, which has no text of its own.
  var hasLesson: Bool {
    lessons.argument != nil || !scenario.cards.isEmpty || !scenario.claims.isEmpty
  }

  private var hasSurfaceOfLesson: Bool {
    experiment.surface.source == scenario.surface.source
      && (hasLesson || experiment.surface == scenario.surface)
  }

  /// The title of the map: that of the lesson, or what remains true once the settings differ.
  public var title: String {
    guard hasSurfaceOfLesson else { return surface.info.formula }
    return hasLesson && differsFromLesson ? "changed from: \(scenario.title)" : scenario.title
  }

  /// The statement of the lesson, or without a lesson the description of the surface, of a formula what
  /// its losses say.
  ///
  /// Empty while the settings differ from those of the lesson.
  public var summary: String {
    guard hasLesson else {
      let remark = experiment.surface.source.isFormula ? surface.remarkOnLosses : nil
      return remark ?? (hasSurfaceOfLesson ? scenario.lesson : surface.info.about)
    }
    return differsFromLesson ? "" : scenario.lesson
  }

  /// The id of the lesson or of the surface, with a mark if the settings differ.
  var label: String {
    guard hasLesson else { return surface.info.id }
    return isChanged ? "\(scenario.id) (changed)" : scenario.id
  }
}
