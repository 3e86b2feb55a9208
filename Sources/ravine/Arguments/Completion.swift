import ArgumentParser
import Engine
import Interface
import Lessons

/// Shell completions.
///
/// The program computes them when the user presses the completion key, so they match its version.
extension CompletionKind {
  /// Completes the ids of lessons, and paths of lesson files.
  static let lesson = CompletionKind.custom { _, _, prefix in
    LessonFiles.ids + lessonPaths(prefix) + landscapePaths(prefix)
  }

  /// Completes the ids of problems.
  static let problem = CompletionKind.custom { _, _, _ in Catalog.allProblems.map(\.info.id) }

  /// Completes the ids of courses.
  static let course = CompletionKind.custom { _, _, _ in LessonFiles.courseIDs }

  /// Completes the ids of surfaces, and paths of landscape files.
  static let surface = CompletionKind.custom { _, _, prefix in
    Catalog.surfaces.map(\.info.id) + landscapePaths(prefix)
  }

  /// Completes paths of landscape files.
  static let landscape = CompletionKind.custom { _, _, prefix in landscapePaths(prefix) }

  /// Completes the names that `show` describes.
  static let name = CompletionKind.custom { _, _, prefix in
    ShowVerb.names + lessonPaths(prefix) + landscapePaths(prefix)
  }

  /// Completes optimizers as in `gd,usam`, and hyperparameters as in `sam:rho=`.
  static let optimizers = CompletionKind.custom { _, _, prefix in
    let completed = prefix.lastIndex { $0 == "," || $0 == ":" }.map { prefix[...$0] } ?? ""
    let rules = UserRules.loaded.rules
    guard let colon = prefix.firstIndex(of: ":") else {
      return (Catalog.optimizers.map(\.info.id) + rules.map(\.id)).map { completed + $0 }
    }
    let source = OptimizerChoice.Source(String(prefix[..<colon]))
    let optimizer =
      source.catalogID == nil
      ? source : rules.source(source.text.split(separator: ",").last.map(String.init) ?? "")
    let knobs = (try? Catalog.optimizer(OptimizerChoice(optimizer)))?.info.knobs ?? []
    return knobs.map { "\(completed)\($0.id)=" }
  }

  /// Completes the parameters of the surface on the command line, each as `a=`.
  static let surfaceKnobs = CompletionKind.custom { words, _, _ in
    knobs(in: words).map { "\($0)=" }
  }

  /// Completes the parameters that can vary along an axis of a map.
  static let axisParameters = CompletionKind.custom { words, _, _ in
    let hyperparameters = Catalog.optimizers.flatMap(\.info.knobs).map(\.id)
    let all = Axis.Parameter.all(hyperparameters: hyperparameters, ofSurface: knobs(in: words))
    return Set(all.map(\.name)).sorted().map { "\($0)=" }
  }

  /// Returns the parameters of the surface that the words of a command line name.
  private static func knobs(in words: [String]) -> [String] {
    let surface = words.firstIndex(of: "--surface").flatMap { words.dropFirst($0 + 1).first }
    if let info = Catalog.surfaces.first(where: { $0.info.id == surface })?.info {
      return info.knobs.map(\.id)
    }
    guard let lesson = words.compactMap({ try? LessonFiles.named($0) }).first else { return [] }
    return (try? Catalog.surface(lesson.surface))?.info.knobs.map(\.id) ?? []
  }
}

/// Returns the lesson files in the directory of a path prefix, and in its matching directories.
///
/// A matching directory starts with the prefix, so every completion is a complete path.
private func lessonPaths(_ prefix: String) -> [String] {
  let directory = parentDirectory(of: prefix)
  return directoryEntries(of: directory).filter { !$0.hasPrefix(".") }.flatMap { name in
    if name.hasSuffix(".yaml") { return [directory + name] }
    guard prefix.count > directory.count, (directory + name).hasPrefix(prefix) else { return [] }
    return directoryEntries(of: "\(directory)\(name)/").filter { $0.hasSuffix(".yaml") }.map {
      "\(directory)\(name)/\($0)"
    }
  }
}

/// Returns the landscape files and the directories whose paths have a prefix.
///
/// After the colon of a landscape file follow its losses, as in `FILE:z=test_loss`.
func landscapePaths(_ prefix: String) -> [String] {
  if let colon = prefix.lastIndex(of: ":"), FilePath(String(prefix[..<colon])).isLossFile {
    let file = String(prefix[..<colon])
    return LandscapeSources.losses(file).map { "\(file):z=\($0)" }.filter { $0.hasPrefix(prefix) }
  }
  let directory = parentDirectory(of: prefix)
  return directoryEntries(of: directory).filter { !$0.hasPrefix(".") }.map { directory + $0 }
    .filter { $0.hasPrefix(prefix) }.compactMap { path in
      if FilePath(path).isLossFile { return path }
      return isDirectory(path) ? path + "/" : nil
    }
}
