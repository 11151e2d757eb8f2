namespace Orderly.Formats.Hl7.V2;

/// <summary>Codes of table 0357 that a receiver gives in ERR-3 (ERR-1.4 before version 2.5).</summary>
public enum AckErrorCode
{
    MessageAccepted = 0,
    SegmentSequenceError = 100,
    RequiredFieldMissing = 101,
    DataTypeError = 102,
    TableValueNotFound = 103,
    UnsupportedMessageType = 200,
    UnsupportedEventCode = 201,
    UnsupportedProcessingId = 202,
    UnsupportedVersionId = 203,
    UnknownKeyIdentifier = 204,
    DuplicateKeyIdentifier = 205,
    ApplicationRecordLocked = 206,
    ApplicationInternalError = 207,
}

/// <summary>Why a message was not accepted, for its ERR segment.</summary>
/// <param name="Code">Written with the table's name; the table's own texts are not shipped.</param>
/// <param name="Text">For the person at the sending side; must hold no patient data.</param>
/// <param name="Location">The field at fault, when one is.</param>
public sealed record AckError(AckErrorCode Code, string Text, Hl7Path? Location = null)
{
    /// <summary>The error for an issue of <see cref="MessageHeader.Check"/> or of reading.</summary>
    public static AckError For(Hl7Issue issue) => issue.Code switch
    {
        Hl7IssueCode.MessageTypeMissing => new(AckErrorCode.RequiredFieldMissing, issue.Text, Hl7Path.Parse("MSH-9")),
        Hl7IssueCode.ControlIdMissing => new(AckErrorCode.RequiredFieldMissing, issue.Text, Hl7Path.Parse("MSH-10")),
        Hl7IssueCode.ProcessingIdUnknown => new(AckErrorCode.UnsupportedProcessingId, issue.Text, Hl7Path.Parse("MSH-11")),
        Hl7IssueCode.VersionUnknown => new(AckErrorCode.UnsupportedVersionId, issue.Text, Hl7Path.Parse("MSH-12")),
        Hl7IssueCode.HeaderMissing or Hl7IssueCode.HeaderCut or Hl7IssueCode.SecondHeader or Hl7IssueCode.BatchInsteadOfMessage
            or Hl7IssueCode.InvalidSegmentName => new(AckErrorCode.SegmentSequenceError, issue.Text),
        _ => new(AckErrorCode.DataTypeError, issue.Text),
    };
}
