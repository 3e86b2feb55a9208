extension Scenario {
  /// A sequence of lessons that are taught together.
  public struct Course: Sendable, Hashable {
    /// The id of the course.
    public var id: String
    /// The title of the course.
    public var title: String
    /// The conclusion of the course in one sentence.
    public var about: String
    /// The duration in minutes in a class: the play at the normal pace, and two minutes per question
    /// for guesses and discussion.
    public var minutes: Int
    /// The ids of the lessons, each once.
    public var lessons: [String]

    /// A course with these lessons.
    public init(id: String, title: String, about: String, minutes: Int, lessons: [String]) {
      self.id = id
      self.title = title
      self.about = about
      self.minutes = minutes
      self.lessons = lessons
    }

    /// The lesson after `lesson`; nil for the last lesson or a lesson outside the course.
    public func next(after lesson: String) -> String? { neighbour(of: lesson, by: 1) }

    /// The lesson before `lesson`; nil for the first lesson or a lesson outside the course.
    public func previous(before lesson: String) -> String? { neighbour(of: lesson, by: -1) }

    private func neighbour(of lesson: String, by offset: Int) -> String? {
      guard let index = lessons.firstIndex(of: lesson) else { return nil }
      return lessons.indices.contains(index + offset) ? lessons[index + offset] : nil
    }
  }
}
