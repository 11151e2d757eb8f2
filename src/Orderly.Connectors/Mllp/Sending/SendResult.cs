using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Mllp;

/// <summary>What is known of a message after one attempt. Closed.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The receiver answered this message (MSA-2 is its MSH-10, or is empty in a refusal of what it could not read).</summary>
    /// <param name="Code">MSA-1 of the first answer.</param>
    /// <param name="Application">MSA-1 of the application answer that followed, when one was waited for and came.</param>
    /// <param name="Bytes">The last answer, without its frame.</param>
    public sealed record Answered(AckCode Code, AckCode? Application, ReadOnlyMemory<byte> Bytes) : SendResult
    {
        /// <summary>The code that decides: the application's where there is one.</summary>
        public AckCode Verdict => Application ?? Code;

        public bool IsAccepted => Verdict is AckCode.AA or AckCode.CA;

        /// <summary>Redacted on purpose: an answer may hold patient data.</summary>
        public override string ToString() => $"Answered({Verdict})";
    }

    /// <summary>The message asks for no answer to its acceptance (MSH-15, MSH-16): it is on its way, and nothing more will be known.</summary>
    public sealed record Unawaited : SendResult;

    /// <summary>Nothing of it has left.</summary>
    /// <param name="IsFinal">It will not leave as it stands; another attempt is of no use.</param>
    public sealed record NotSent(string Reason, bool IsFinal) : SendResult;

    /// <summary>It left, in part at least, and no answer to it came: the receiver may have acted. The connection is closed.</summary>
    public sealed record Unknown(string Reason, bool TimedOut) : SendResult;
}
