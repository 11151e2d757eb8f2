namespace Orderly.Web.Design;

public enum StageReached
{
    Was,
    Is,
    WillBe,
}

/// <summary>A stop on the line a case travels.</summary>
public sealed record Stage(string Name, string Detail, StageReached Reached);
