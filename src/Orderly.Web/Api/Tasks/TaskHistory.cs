using System.Text.Json;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Web.Api.Instances;

namespace Orderly.Web.Api.Tasks;

/// <summary>What happened to a task, from its instance's journal.</summary>
internal static class TaskHistory
{
    public static IReadOnlyList<TaskHappening> Of(Guid task, IEnumerable<JournalEntry> entries) =>
        [.. from entry in entries
            from happened in entry.Events
            where happened is ITaskEvent of && of.Task.Value == task && happened is not TaskDraftSaved
            select new TaskHappening(entry.At, entry.Actor.Id, EventWords.Document(happened).Event, Words(happened))];

    /// <summary>The last draft; null when none was saved since the work was offered or begun anew.</summary>
    public static JsonElement? Draft(Guid task, IEnumerable<JournalEntry> entries)
    {
        FeelContext? draft = null;
        foreach (var happened in entries.SelectMany(entry => entry.Events))
        {
            draft = happened switch
            {
                TaskDraftSaved e when e.Task.Value == task => e.Values,
                TaskReopened e when e.Task.Value == task => null,
                _ => draft,
            };
        }

        return draft is null ? null : FeelJson.ToPlain(draft);
    }

    private static string? Words(Event happened) => happened switch
    {
        TaskReleased e => e.Reason,
        TaskHeld e => e.Note is null ? e.Reason : $"{e.Reason}: {e.Note}",
        TaskAssigned e => e.Owner,
        TaskCompleted e => e.Outcome,
        TaskFailed e => e.Reason,
        TaskSkipped e => e.Reason,
        TaskDelegated e => e.Owner,
        TaskForwarded e => e.Reason,
        TaskNominated e => string.Join(", ", e.People),
        TaskCandidatesAdded e => string.Join(", ", e.People),
        TaskPeopleExcluded e => $"{string.Join(", ", e.People)}: {e.Reason}",
        ApprovalVoted e => e.Reason is null ? e.Verdict.ToString() : $"{e.Verdict}: {e.Reason}",
        ApprovalDelegated e => e.Delegation.To,
        EmergencyDeclared e => e.Justification,
        ApprovalEnded e => e.Outcome.ToString(),
        TaskPrioritised e => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{e.Priority}: {e.Reason}"),
        TaskDeclined e => e.Reason,
        TaskEnteredInError e => e.Reason,
        TaskReopened e => e.Reason,
        TaskMoveAsked e => e.Move.Move.ToString(),
        TaskMoveGranted e => e.Move.ToString(),
        TaskMoveDenied e => $"{e.Move}: {e.Reason}",
        TaskCommented e => e.Text,
        TaskAttached e => $"{e.Name} ({e.MediaType}) {e.Address}",
        _ => null,
    };
}

/// <param name="Event">The event's name in the journal.</param>
/// <param name="Text">The reason, comment or person it names.</param>
internal sealed record TaskHappening(DateTimeOffset At, string By, string Event, string? Text);

internal sealed record TaskHistoryDocument(IReadOnlyList<TaskHappening> Happened);

internal sealed record TaskDraftDocument(JsonElement? Variables);
