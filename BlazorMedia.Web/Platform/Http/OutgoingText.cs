namespace BlazorMedia.Web.Platform.Http;

internal sealed class OutgoingText;
