using BlazorMedia.Web.Features.Streams.Ingest;
using BlazorMedia.Web.Features.Streams.Paths;
using BlazorMedia.Web.Platform.Live;
using BlazorMedia.Web.Shared;

namespace BlazorMedia.Web.Features.Streams.Pages;

/// <summary>What the page of one stream works with.</summary>
internal sealed record StreamPageServices(LiveStreams Streams, LiveTopics Topics, DeleteStream Delete, Dialogs Dialogs, Toasts Toasts);
