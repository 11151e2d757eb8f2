namespace Orderly.Canonical.Outbound;

/// <summary>One effect on its way out.</summary>
/// <param name="Key">Stable key of the effect, "era-instance-seq-i": the same at every attempt.</param>
/// <param name="Operation">Which of the connector's operations.</param>
/// <param name="Input">One JSON object in the engine's exact form (<c>FeelJson.Write</c>); the operation's templates read it.</param>
public sealed record OutboundCall(string Key, string Operation, string Input)
{
    /// <summary>Redacted on purpose: the input may hold patient data.</summary>
    public override string ToString() => $"OutboundCall({Operation}, {Key})";
}
