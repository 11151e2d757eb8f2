using System.Globalization;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Runtime.Projection;

/// <summary>What a listener's worker is told of what it is asked about: <c>{event, task: {id, move, by, …}}</c>.</summary>
internal static class ListenerFacts
{
    public static FeelContext Of(ListenerOffer offer)
    {
        var facts = FeelContext.Empty.With("event", FeelValue.Of(ListenerMoments.Word(offer.Moment)));
        return offer.Task is { } task ? facts.With("task", Of(task)) : facts;
    }

    private static FeelContext Of(TaskItem task)
    {
        var corrected = task.Asked?.Corrections;
        var facts = new FeelContext.Builder();
        facts.Set("id", FeelValue.Of(task.Id.ToString()));
        facts.Set("move", Text(task.Asked?.Move.ToString()));
        facts.Set("by", Text(task.Asked?.By.Id));
        facts.Set("reason", Text(task.Asked?.Reason));
        // As it will be: what was asked for, and what listeners before this one made of it.
        facts.Set("assignee", Text(corrected?.Assignee ?? task.Asked?.To ?? task.Owner));
        facts.Set("candidateGroups", FeelValue.Of((corrected?.CandidateGroups ?? task.CandidateGroups).Select(FeelValue.Of)));
        facts.Set("candidateUsers", FeelValue.Of((corrected?.CandidateUsers ?? task.CandidateUsers).Select(FeelValue.Of)));
        facts.Set("dueDate", corrected?.NoDue == true ? FeelValue.Null : Moment(corrected?.Due ?? task.Due));
        facts.Set("followUpDate", corrected?.NoFollowUp == true ? FeelValue.Null : Moment(corrected?.FollowUp ?? task.FollowUp));
        facts.Set("priority", FeelValue.Of(corrected?.Priority ?? task.Asked?.Priority ?? task.Priority));
        facts.Set("form", Text(task.FormId));
        return facts.Build();
    }

    private static FeelValue Text(string? text) => text is null ? FeelValue.Null : FeelValue.Of(text);

    private static FeelValue Moment(DateTimeOffset? at) => at is { } moment ? FeelValue.Of(moment.ToString("O", CultureInfo.InvariantCulture)) : FeelValue.Null;
}
