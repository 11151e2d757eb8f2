namespace Orderly.Journal.Sealing;

/// <summary>Table and column as they stand in a sealed body's authenticated data. Never renamed: old bodies would not open.</summary>
internal static class SealedColumns
{
    public const string Journal = "journal|body";
    public const string Snapshot = "snapshot|body";
    public const string Message = "message|body";
    public const string Mail = "mail|body";
    public const string Effect = "effect|body";
    public const string Inbox = "inbox|raw";
    public const string Refusal = "refusal|raw";
    public const string CanonicalEvent = "canonical_event|body";
    public const string Patient = "patient|body";
    public const string Blob = "blob|body";

    /// <summary>A mail's place among its sender's mail.</summary>
    public static long MailPart(long seq, int index) => (seq << 16) | (uint)index;
}
