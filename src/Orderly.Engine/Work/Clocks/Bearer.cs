namespace Orderly.Engine.Work;

/// <summary>Who bears the minutes of a clock.</summary>
/// <param name="Name">The department, party or role, where one is known.</param>
public sealed record Bearer(BearerKind Kind, string? Name = null)
{
    public static readonly Bearer Own = new(BearerKind.Own);
}

public enum BearerKind
{
    /// <summary>The department whose work it is; closed hours of its calendar, too.</summary>
    Own,

    /// <summary>A department whose work came before.</summary>
    Upstream,

    /// <summary>A payer, a carrier, a family, a home.</summary>
    External,

    Patient,

    /// <summary>A system that was down, wrong or not done.</summary>
    System,
}

/// <summary>Gross time one bearer bore.</summary>
public sealed record TimeShare(Bearer Bearer, TimeSpan Span);
