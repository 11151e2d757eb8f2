namespace Orderly.Doctor;

internal enum Verdict
{
    Good,
    Worth,
    Bad,
}

/// <summary>One thing that was looked at: what it is, what was found, and what to do where it is not good.</summary>
internal sealed record Finding(string Subject, Verdict Verdict, string Found, string? Remedy = null)
{
    public static Finding Good(string subject, string found) => new(subject, Verdict.Good, found);

    /// <summary>Works, but is worth a look before people depend on it.</summary>
    public static Finding Worth(string subject, string found, string remedy) => new(subject, Verdict.Worth, found, remedy);

    public static Finding Bad(string subject, string found, string remedy) => new(subject, Verdict.Bad, found, remedy);
}
