namespace Orderly.Formats.Hl7.V2;

/// <summary>
/// Which answers a message gets (HL7 v2 chapter 2, "Message processing rules"). Original mode, when MSH-15 and MSH-16 are both
/// blank: one application answer. Enhanced mode: a commit answer as MSH-15 says, then an application answer as MSH-16 says, each in
/// its own message. An acknowledgement gets none.
/// </summary>
public readonly record struct AckPlan(bool IsEnhanced, AckCondition Commit, AckCondition Application)
{
    private static readonly AckPlan Silent = new(IsEnhanced: false, AckCondition.Never, AckCondition.Never);
    private static readonly AckPlan Original = new(IsEnhanced: false, AckCondition.Never, AckCondition.Always);

    public static AckPlan For(MessageHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.IsAcknowledgement ? Silent : For(header.Raw(15), header.Raw(16));
    }

    /// <summary>The plan for the raw values of MSH-15 and MSH-16 of a message that is no acknowledgement.</summary>
    public static AckPlan For(ReadOnlySpan<byte> msh15, ReadOnlySpan<byte> msh16)
    {
        msh15 = Clean(msh15);
        msh16 = Clean(msh16);
        return msh15.IsEmpty && msh16.IsEmpty ? Original : new AckPlan(IsEnhanced: true, Read(msh15), Read(msh16));
    }

    /// <summary>True when the outcome is answered by a commit acknowledgement, which is sent once the message is stored.</summary>
    public bool WantsCommit(AckOutcome outcome) => IsWanted(Commit, outcome);

    /// <summary>True when the outcome is answered by an application acknowledgement.</summary>
    public bool WantsApplication(AckOutcome outcome) => IsWanted(Application, outcome);

    /// <summary>The code of the answer to send at once when a message was stored or refused; null when none is wanted now.</summary>
    /// <remarks>
    /// Without a commit answer the application answer is the immediate one: 15=NE with 16=AL equals original mode.
    /// With one, the application answer follows later as a message of its own.
    /// </remarks>
    public AckCode? Immediate(AckOutcome outcome) =>
        Commit != AckCondition.Never ? (WantsCommit(outcome) ? CommitCode(outcome) : null)
        : WantsApplication(outcome) ? ApplicationCode(outcome)
        : null;

    /// <summary>The code of the application answer owed after the immediate commit answer; null when none is.</summary>
    public AckCode? Deferred(AckOutcome outcome) =>
        Commit != AckCondition.Never && WantsApplication(outcome) ? ApplicationCode(outcome) : null;

    private static AckCode CommitCode(AckOutcome outcome) => outcome switch
    {
        AckOutcome.Accepted => AckCode.CA,
        AckOutcome.Error => AckCode.CE,
        _ => AckCode.CR,
    };

    private static AckCode ApplicationCode(AckOutcome outcome) => outcome switch
    {
        AckOutcome.Accepted => AckCode.AA,
        AckOutcome.Error => AckCode.AE,
        _ => AckCode.AR,
    };

    private static bool IsWanted(AckCondition condition, AckOutcome outcome) => condition switch
    {
        AckCondition.Always => true,
        AckCondition.Never => false,
        AckCondition.OnError => outcome != AckOutcome.Accepted,
        _ => outcome == AckOutcome.Accepted,
    };

    internal static bool IsKnown(ReadOnlySpan<byte> field)
    {
        field = Clean(field);
        return field.IsEmpty || field.SequenceEqual("AL"u8) || field.SequenceEqual("NE"u8) || field.SequenceEqual("ER"u8) || field.SequenceEqual("SU"u8);
    }

    private static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> field)
    {
        field = field.Trim((byte)' ');
        return field.SequenceEqual("\"\""u8) ? default : field;
    }

    private static AckCondition Read(ReadOnlySpan<byte> field) =>
        field.IsEmpty || field.SequenceEqual("NE"u8) ? AckCondition.Never
        : field.SequenceEqual("ER"u8) ? AckCondition.OnError
        : field.SequenceEqual("SU"u8) ? AckCondition.OnSuccess
        : AckCondition.Always;
}
