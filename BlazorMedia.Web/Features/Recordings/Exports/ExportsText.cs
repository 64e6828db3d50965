namespace BlazorMedia.Web.Features.Recordings.Exports;

internal sealed class ExportsText;
