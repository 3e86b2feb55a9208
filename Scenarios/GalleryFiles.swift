import Engine
import LandscapeFiles
public import LessonFormat

/// Reads the landscapes of the built-in lessons, and the paths of training runs in them.
public let galleryFiles = LessonFileReader(
  surface: { text in
    read(text) { argument throws(LandscapeError) in
      let landscape = try Landscape(argument, load: load)
      return .grid(text, landscape.grid, landscape.interpolation)
    }
  },
  trainingPath: { text in
    read(text) { argument throws(LandscapeError) in
      try TrainingPath(text, argument, load: load)
    }
  })

private func read<Contents>(
  _ text: String, _ parse: (LandscapeArgument) throws(LandscapeError) -> Contents
) -> Result<Contents, LessonFileError> {
  do throws(LandscapeError) {
    return .success(try parse(LandscapeArgument(text)))
  } catch {
    return .failure(LessonFileError("\(text): \(error)"))
  }
}

private func load(_ path: String, limit: Int) throws(LandscapeError) -> [UInt8] {
  guard let bytes = landscapes[path] else { throw .unreadable(path) }
  return Array(bytes.prefix(limit))
}
