namespace BlazorMedia.Web.Features.Streams.Smart;

/// <summary>Names the texts of recording by itself; the sentences are in the resource files beside it.</summary>
internal sealed class SmartText;
