namespace Orderly.Web.Sources;

/// <summary>A name in the middle of a sentence: "pharmacist", but "EVS dispatcher".</summary>
internal static class InSentence
{
    public static string Of(string name) =>
        name.Length < 2 || !char.IsUpper(name[0]) || char.IsUpper(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
