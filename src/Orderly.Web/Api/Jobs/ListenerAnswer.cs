using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Orderly.Engine.Process;
using Orderly.Engine.Work;

namespace Orderly.Web.Api.Jobs;

/// <summary>What a task listener says of the move it was asked about; without it, it agrees.</summary>
/// <param name="Denied">The move is not made.</param>
/// <param name="DeniedReason">Why, for the people who asked for it.</param>
internal sealed record ListenerAnswer(bool Denied = false, string? DeniedReason = null, CorrectionsRequest? Corrections = null)
{
    private const int MostNames = 50;

    /// <summary>What it says, or what is wrong with it.</summary>
    public (ListenerResult? Result, ProblemHttpResult? Objection) Read()
    {
        if (Given.AtMost("deniedReason", DeniedReason) is { } tooLong)
        {
            return (null, tooLong);
        }

        if (Corrections is not { } given)
        {
            return (new ListenerResult(Denied, DeniedReason), null);
        }

        var names = new[] { given.Assignee is null ? [] : new[] { given.Assignee }, given.CandidateGroups ?? [], given.CandidateUsers ?? [] };
        if (Array.Find(names, list => list.Length > MostNames || list.Any(name => name is null || name.Length > Given.LongestText)) is not null)
        {
            return (null, Problems.Invalid($"Expected 'corrections' to name at most {MostNames} groups or users of at most {Given.LongestText} characters, but there are more"));
        }

        if (!Moment(given.DueDate, out var due) || !Moment(given.FollowUpDate, out var followUp))
        {
            return (null, Problems.Invalid("Expected 'dueDate' and 'followUpDate' as ISO 8601 times with an offset, or empty to take them away, but one is neither"));
        }

        return (new ListenerResult(Denied, DeniedReason, new TaskCorrections
        {
            Assignee = given.Assignee,
            CandidateGroups = given.CandidateGroups,
            CandidateUsers = given.CandidateUsers,
            Due = due,
            NoDue = given.DueDate?.Length == 0,
            FollowUp = followUp,
            NoFollowUp = given.FollowUpDate?.Length == 0,
            Priority = given.Priority,
        }), null);
    }

    private static bool Moment(string? text, out DateTimeOffset? at)
    {
        at = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read);
        at = isTime ? read : null;
        return isTime;
    }
}

/// <summary>What is changed of the task along with the move; what is absent stays as it is.</summary>
/// <param name="Assignee">Empty for nobody.</param>
/// <param name="DueDate">ISO 8601; empty for none.</param>
/// <param name="FollowUpDate">As <paramref name="DueDate"/>.</param>
/// <param name="Priority">0 to 100.</param>
internal sealed record CorrectionsRequest(
    string? Assignee = null, string[]? CandidateGroups = null, string[]? CandidateUsers = null, string? DueDate = null, string? FollowUpDate = null, int? Priority = null);
