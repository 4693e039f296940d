import { channel } from '../../src/channels/facebook-comment.ts';
import { graphError } from '../../src/demo/stand-ins/graph-api.ts';
import { channelContract, type OpenChannelStage } from '../contracts/channel.contract.ts';
import { GRAPH_PAGE, startGraphSending } from '../support/stand-ins/graph-sending.ts';

const stage =
  (privately: boolean): OpenChannelStage =>
  async () => {
    const graph = await startGraphSending();
    const { token, pageId, appSecret } = GRAPH_PAGE;
    return {
      settings: { token, pageId, appSecret, privately, apiUrl: graph.server.origin },
      customer: '4001',
      allow: [graph.server.host],
      sent: () => graph.sent.map(({ to, text }) => ({ to, text })),
      answerWith(reply) {
        graph.instead = reply;
      },
      limited: () => graphError(32, undefined, 'Page request limit reached'),
      unauthorised: graphError(190, 463, 'Session has expired', 401),
      refused: graphError(100, 33, 'Unsupported post request. Object does not exist'),
      close: graph.server.close,
    };
  };

channelContract(channel as never, stage(false));
channelContract(channel as never, stage(true));
