namespace Orderly.Web.Incidents;

/// <summary>A call that stands still for a person, with what the person needs to find out at the receiver.</summary>
/// <param name="Receiver">As people call it: "ERP".</param>
/// <param name="Operation">"Post cost".</param>
/// <param name="Key">What the receiver was given with the request; the same however often it is sent.</param>
/// <param name="IsUnknown">Nobody can say whether the receiver acted; otherwise it was not done.</param>
/// <param name="MayGiveResponse">Whether the viewer may say what the receiver answered: that sets data of the case.</param>
public sealed record CallQuestion(
    IncidentLine Line, string Receiver, string Operation, string Key, bool IsUnknown, bool MayAnswer, bool MayGiveResponse, AnswerDraft Draft)
{
    private const int LongestAbbreviation = 4;

    public string Address => $"/incidents?ask={Line.Id}";

    /// <summary>Connectors are named in small letters; short names are abbreviations ("erp", "ehr").</summary>
    public static string NameOf(string connector) => connector.Length <= LongestAbbreviation ? connector.ToUpperInvariant() : connector;
}

/// <summary>What was typed, when it was not taken.</summary>
/// <param name="Refusal">Why it was not; null when nothing was pressed.</param>
public sealed record AnswerDraft(string Reason, string Response, string? Refusal)
{
    public static readonly AnswerDraft Nothing = new("", "", null);
}
