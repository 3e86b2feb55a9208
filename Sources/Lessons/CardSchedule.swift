public import Engine

/// The steps at which the cards of a lesson appear, for one set of recordings.
///
/// A card whose moment never occurs is not in the schedule.
public struct CardSchedule: Sendable, Equatable {
  /// The schedule of a lesson without cards.
  public static let empty = CardSchedule(entries: [])

  /// The scheduled cards in the order of their steps, then in the order of the lesson.
  public let entries: [ScheduledCard]

  /// A card with its step.
  public struct ScheduledCard: Sendable, Equatable {
    /// The card's index in the lesson.
    public let card: Int
    /// The step at which the card appears.
    public let step: Int
    /// The index of the card's act, which determines the parameters.
    public let act: Int
  }

  /// The index in `entries` of the last card up to a step; nil before the first.
  public func index(at step: Int) -> Int? {
    entries.lastIndex { $0.step <= step }
  }

  /// The last card up to a step; nil before the first.
  public func card(at step: Int) -> ScheduledCard? { index(at: step).map { entries[$0] } }

  /// The card after the card with this index in the lesson; the first card for nil.
  public func next(after card: Int?) -> ScheduledCard? {
    guard let index = index(of: card) else { return entries.first }
    return index + 1 < entries.count ? entries[index + 1] : nil
  }

  /// The card before the card with this index in the lesson.
  public func previous(before card: Int?) -> ScheduledCard? {
    guard let index = index(of: card), index > 0 else { return nil }
    return entries[index - 1]
  }

  private func index(of card: Int?) -> Int? { entries.firstIndex { $0.card == card } }
}

extension Scenario {
  /// The schedule for the recordings of the first act, by run name.
  ///
  /// Simulates the other acts; the cards of an act that fails to simulate are omitted.
  public func schedule(in recordings: [String: Recording]) -> CardSchedule {
    let acts = acts
    return schedule { act in act == 0 ? recordings : (try? acts[act].scenario.recordings()) ?? [:] }
  }

  /// The schedule, with the recordings of each act from `recordings`.
  ///
  /// Exact: a card appears at the first step at which its moment holds, not before its act begins.
  /// An act begins with its first card, whose moment is evaluated in the recordings of the act
  /// before; if that moment never occurs, the rest of the lesson is omitted. One pass over the
  /// steps schedules all cards of an act, so cache the schedule with the recordings.
  public func schedule(recordings: (_ act: Int) -> [String: Recording]) -> CardSchedule {
    var entries: [CardSchedule.ScheduledCard] = []
    var from = 0
    var former: [String: Recording] = [:]
    for (index, act) in acts.enumerated() {
      var indices = act.cards
      if index > 0, let opening = indices.popFirst() {
        guard let step = cards[opening].moment.step(in: former, from: from) else { break }
        // Removes the cards that the former act would show later.
        entries.removeAll { $0.step > step }
        entries.append(CardSchedule.ScheduledCard(card: opening, step: step, act: index))
        from = step
      }
      former = [:]  // frees the recordings before the next are made
      former = recordings(index)
      let moments = indices.map { cards[$0].moment }
      let steps = Moment.steps(of: moments, in: former, from: from)
      let scheduled = zip(indices, steps).compactMap { card, step in
        step.map { CardSchedule.ScheduledCard(card: card, step: $0, act: index) }
      }
      entries += scheduled.sorted { ($0.step, $0.card) < ($1.step, $1.card) }
    }
    return CardSchedule(entries: entries)
  }
}
