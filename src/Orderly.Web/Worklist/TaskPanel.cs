using System.Text.Json.Nodes;
using Orderly.Web.Design;
using Orderly.Web.Forms;

namespace Orderly.Web.Worklist;

/// <summary>The open task beside the list.</summary>
public sealed record TaskPanel
{
    public required TaskLine Line { get; init; }

    /// <summary>"In progress, you since 13:05".</summary>
    public required string Standing { get; init; }

    public PatientView? Patient { get; init; }

    /// <summary>"86 of 60 min net, 100 gross".</summary>
    public string? ClockFacts { get; init; }

    public int? Rung { get; init; }

    public string? RungSince { get; init; }

    /// <summary>"L3 at 14:16" and what happens then.</summary>
    public (string When, string What)? NextRung { get; init; }

    public IReadOnlyList<string> Why { get; init; } = [];

    public string? WhoWaits { get; init; }

    public string? CaseAddress { get; init; }

    /// <summary>What was asked for and is not agreed to yet, in small letters; null when nothing is.</summary>
    public string? Asked { get; init; }

    /// <summary>What was asked for last and refused, with the reason.</summary>
    public string? Denied { get; init; }

    /// <summary>What people said about it, the newest last.</summary>
    public IReadOnlyList<SaidLine> Said { get; init; } = [];

    /// <summary>What a hold was given for, while it lasts.</summary>
    public string? Hold { get; init; }

    /// <summary>Work that is expected and that nobody can begin yet.</summary>
    public bool IsForecast { get; init; }

    /// <summary>Done, skipped, failed or withdrawn: there is nothing to record any more.</summary>
    public bool IsOver { get; init; }

    public FormSchema Form { get; init; } = FormSchema.Empty;

    public IReadOnlyList<FormIssue> FormIssues { get; init; } = [];

    public FormAnswers Answers { get; init; } = FormAnswers.None;

    public JsonObject? Brought { get; init; }

    public TaskPanelActions May { get; init; } = new();

    public IReadOnlyList<HoldReason> HoldReasons { get; init; } = [];

    /// <summary>Latest end of a hold, local time of day.</summary>
    public string HoldLatest { get; init; } = "";

    public string HoldProposed { get; init; } = "";

    public bool IsHoldOpen { get; init; }

    public string? HoldFault { get; init; }

    /// <summary>What a refused hold was filled in with; null before.</summary>
    public HoldAnswers? HoldGiven { get; init; }
}

/// <param name="When">Local time of day.</param>
public sealed record SaidLine(string Who, string When, string Text);

/// <summary>The hold form as it was sent.</summary>
public sealed record HoldAnswers(string Reason, string WaitsFor, string Until);

/// <summary>A coded reason a clock may stop for.</summary>
public sealed record HoldReason(string Code, string Words, bool NamesSomeone);

/// <summary>Which buttons the open task has; the server judges each press again.</summary>
public sealed record TaskPanelActions
{
    public bool Claim { get; init; }

    public bool Start { get; init; }

    public bool Complete { get; init; }

    public bool Hold { get; init; }

    public bool Resume { get; init; }

    public bool Release { get; init; }
}
