export { SideThread } from './side-thread';
export { answerOrders } from './answer-orders';
