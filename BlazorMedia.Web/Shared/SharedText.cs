namespace BlazorMedia.Web.Shared;

/// <summary>Names the texts of the shell and of the shared components.</summary>
internal sealed class SharedText;
