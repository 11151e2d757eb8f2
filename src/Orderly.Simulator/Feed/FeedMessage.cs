namespace Orderly.Simulator.Feed;

/// <summary>One message of the plan.</summary>
/// <param name="At">Hospital time from the first order.</param>
/// <param name="Patient">Place of the patient in the stream.</param>
/// <param name="IsDuplicate">The same control id and bytes as the message before.</param>
/// <param name="Bytes">The message without its MLLP frame.</param>
public sealed record FeedMessage(
    TimeSpan At,
    int Patient,
    string Visit,
    FeedMessageKind Kind,
    string ControlId,
    bool IsDuplicate,
    ReadOnlyMemory<byte> Bytes);

public enum FeedMessageKind
{
    DischargeOrder,
    OrderCancelled,

    /// <summary>ADT^A25: nobody has left yet, so there is no discharge to take back by A13.</summary>
    DischargeCancelled,

    /// <summary>ADT^A03.</summary>
    Discharged,
}
