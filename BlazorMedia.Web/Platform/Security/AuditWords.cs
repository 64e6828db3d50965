namespace BlazorMedia.Web.Platform.Security;

/// <summary>Registered by a feature that writes audit lines: where the page of them finds the words.</summary>
/// <param name="Prefix">Of its actions, for example <c>streams.</c>; of several that fit, the first that has the word is taken.</param>
/// <param name="Text">The type of its texts, which hold <c>audit.</c> and the action.</param>
internal sealed record AuditWords(string Prefix, Type Text);
