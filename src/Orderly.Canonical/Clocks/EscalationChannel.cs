namespace Orderly.Canonical.Clocks;

/// <summary>How a rung is told. The list of the people it names shows it in any case; what a ladder names beside it needs a channel.</summary>
public static class EscalationChannel
{
    public const string InApp = "in-app";

    /// <summary>Null when the rung was told as its ladder says, otherwise what was not done.</summary>
    public static string? NotSent(string? channel) => channel is null or InApp ? null : $"not sent: no channel '{channel}' configured";
}
