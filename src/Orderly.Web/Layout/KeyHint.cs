namespace Orderly.Web.Layout;

/// <summary>A key and what it does, in the words of the button it presses.</summary>
public sealed record KeyHint(string Key, string Does);
