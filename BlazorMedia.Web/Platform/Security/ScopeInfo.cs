namespace BlazorMedia.Web.Platform.Security;

/// <summary>A scope that a key can be given, registered by the feature whose endpoints ask for it; it has a half to read and one to write.</summary>
/// <param name="Name">As in <c>RequireScope</c>, for example <c>recordings</c>.</param>
/// <param name="Text">What it opens, in the reader's language.</param>
internal sealed record ScopeInfo(string Name, Func<IServiceProvider, string> Text);
